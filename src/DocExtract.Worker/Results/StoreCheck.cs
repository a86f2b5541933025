using System.Globalization;
using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>Whether results can be stored at all.</summary>
internal sealed class StoreCheck(NpgsqlDataSource database)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Null when they can, else why not, in a sentence that says what to do.</summary>
    public async Task<string?> ObstacleAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Limit);
        try
        {
            await using var connection = await database.OpenConnectionAsync(late.Token);
            return await IsReadOnlyAsync(connection, late.Token) ? "Postgres only reads: it is a standby, or was set to default_transaction_read_only. Nothing is read until it writes."
                : await Migrations.PendingAsync(database, late.Token) is { Count: > 0 } pending
                ? string.Create(CultureInfo.InvariantCulture, $"The database lacks {pending.Count} migrations: run `docextract migrate`. Nothing is read until then.")
                : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"Postgres does not answer within {Limit.TotalSeconds:0} seconds.";
        }
        catch (NpgsqlException failure)
        {
            return $"Postgres cannot be used: {failure.Message}";
        }
    }

    private static Task<bool> IsReadOnlyAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select current_setting('transaction_read_only') = 'on'", cancellationToken: cancellationToken));
}
