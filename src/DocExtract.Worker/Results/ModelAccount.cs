using System.Collections.Concurrent;
using DocExtract.Readers.Vision.Accounting;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>
/// The account of one claim, in Postgres: the budgets hold for all workers together, and what an earlier attempt spent counts.
/// An attempt that has lost its claim may settle what it reserved, but reserves no more.
/// </summary>
internal sealed class ModelAccount(NpgsqlDataSource database, ModelBudgets budgets, Claim claim) : IModelAccount
{
    private readonly ConcurrentQueue<ModelCall> _calls = new();

    public IReadOnlyList<ModelCall> Calls => [.. _calls];

    /// <inheritdoc/>
    /// <exception cref="ClaimLostException">Another attempt has the document.</exception>
    public async Task<long> ReserveAsync(PlannedCall planned, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var reservation = await ModelLedger.ReserveAsync(transaction, claim, planned, cancellationToken)
            ?? throw new ClaimLostException(claim);
        budgets.Check(planned, reservation);
        await transaction.CommitAsync(cancellationToken);
        return reservation.Id;
    }

    /// <summary>Waits for Postgres to come back rather than for the document: the money is spent in any case.</summary>
    public async Task SettleAsync(long reservation, ModelCall made)
    {
        _calls.Enqueue(made);
        await Patience.WithPostgres.ExecuteAsync(async _ => await ModelLedger.SettleAsync(database, reservation, made));
    }

    public async Task<string?> RecallAsync(PlannedCall planned, ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        var answer = budgets.CacheMaxAge > TimeSpan.Zero
            ? await ModelLedger.RecallAsync(database, claim, planned, budgets.CacheMaxAge, cancellationToken)
            : null;
        if (answer is not null)
        {
            _calls.Enqueue(new ModelCall { Plan = planned, State = CallState.Cached });
        }

        return answer;
    }

    public Task<bool> WasReadBeforeAsync(Extraction words, CancellationToken cancellationToken) =>
        new ContentTwins(database).WasReadBeforeAsync(claim.DocumentId, words, cancellationToken);

    public async Task RememberAsync(PlannedCall planned, string answer, CancellationToken cancellationToken)
    {
        if (budgets.CacheMaxAge > TimeSpan.Zero)
        {
            await Patience.WithPostgres.ExecuteAsync(
                async token => await ModelLedger.RememberAsync(database, planned, answer, budgets.CacheMaxAge, token), cancellationToken);
        }
    }
}
