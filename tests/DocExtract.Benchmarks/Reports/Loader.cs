using Dapper;
using Npgsql;

namespace DocExtract.Benchmarks.Reports;

/// <summary>
/// Fills a database with invented results, the same each time: a year of working days, few sellers with most of the documents, some
/// under review, rejected, waiting, several in a file; eleven values each, findings, calls to models, corrections, duplicates, documents
/// that were read once more, announcements that nobody took.
/// </summary>
internal static class Loader
{
    private const int Step = 20_000;

    /// <summary>Fills an empty, migrated database through the triggers that count.</summary>
    public static async Task LoadAsync(NpgsqlDataSource database, long documents, Action<string>? progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, Script("prepare.sql"), null, cancellationToken);
        string load = Script("load.sql");
        for (long low = 1; low <= documents; low += Step)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            long high = Math.Min(low + Step - 1, documents);
            await ExecuteAsync(connection, load, new { low, high, documents }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            progress?.Invoke($"{high:N0} of {documents:N0} documents");
        }

        await ExecuteAsync(connection, "select setval(pg_get_serial_sequence('docextract.documents', 'id'), @documents)", new { documents }, cancellationToken);
        await ExecuteAsync(
            connection,
            "insert into docextract.model_days select budget_day, sum(coalesce(cost, reserved_cost)) from docextract.model_calls group by budget_day",
            null,
            cancellationToken);
        await ExecuteAsync(connection, "vacuum analyze", null, cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object? parameters, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, commandTimeout: 0, cancellationToken: cancellationToken));

    private static string Script(string name)
    {
        using var stream = typeof(Loader).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
