using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>What is worth an alarm and stands in the database.</summary>
/// <param name="Stuck">Documents in work whose lease lapsed more than ten minutes ago.</param>
/// <param name="SpentToday">Spent on models or set aside for them on this day (UTC).</param>
internal sealed record WatchedDatabase(int Stuck, decimal SpentToday)
{
    /// <summary>The most that a day may cost; null for no limit.</summary>
    public decimal? DayBudget { get; init; }
}

/// <summary>What the metrics ask Postgres, in a few milliseconds however many documents there are.</summary>
internal sealed class WatchQueries(NpgsqlDataSource database, ModelBudgets budgets)
{
    public async Task<WatchedDatabase> LookAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var seen = await connection.QuerySingleAsync<WatchedDatabase>(new CommandDefinition(
            """
            select (select count(*)::int from docextract.documents
                    where status = 'processing' and lease_until < now() - interval '10 minutes') as Stuck,
                   coalesce((select cost from docextract.model_days where day = (now() at time zone 'utc')::date), 0) as SpentToday
            """,
            cancellationToken: cancellationToken));
        return seen with { DayBudget = budgets.Day };
    }
}
