using DocExtract.Readers.Vision.Accounting;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>Opens the accounts on which the calls for claimed documents are booked.</summary>
internal sealed class ModelAccounts(NpgsqlDataSource database, ModelBudgets budgets, Patience patience)
{
    public IModelAccount Of(Claim claim) => new ModelAccount(database, budgets, claim, patience);
}
