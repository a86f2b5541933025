using Dapper;
using DocExtract.Worker.Intake;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>
/// The right to sweep, which one worker has at a time. It ends with its transaction, also when the worker dies; a lock of the session would stay
/// with the connection in the pool. The transaction reads nothing and so holds up nobody.
/// </summary>
internal sealed class SweepTurn(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    /// <summary>Any number that nothing else in the database uses for an advisory lock.</summary>
    private const long Lock = 0x446F_6345_7874_0003;

    /// <summary>Sweeps are kept this long, for people to look at.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The turn; null when another worker sweeps.</summary>
    public static async Task<SweepTurn?> TakeAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        bool isOurs = false;
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            isOurs = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select pg_try_advisory_xact_lock(@Lock)", new { Lock }, transaction, cancellationToken: cancellationToken));
            return isOurs ? new SweepTurn(connection, transaction) : null;
        }
        finally
        {
            await (isOurs ? ValueTask.CompletedTask : connection.DisposeAsync());
        }
    }

    /// <summary>Whether nobody has begun a sweep within the interval.</summary>
    public Task<bool> IsDueAsync(TimeSpan interval, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select not exists (select from docextract.sweeps where started_at > now() - @interval)",
            new { interval },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Notes what was found, for the others to see once the turn has ended.</summary>
    public async Task NoteAsync(SweepCounts counts, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into docextract.sweeps (started_at, finished_at, blobs, announced, reminded)
            values (now(), clock_timestamp(), @Blobs, @Announced, @Reminded);
            delete from docextract.sweeps where started_at < now() - @Kept
            """,
            new { counts.Blobs, counts.Announced, counts.Reminded, Kept },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
