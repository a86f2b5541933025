using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Postgresql;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>
/// The embedded scripts <c>migrations/NNNN_verb.sql</c>: forward only, each in its own transaction, each once. Scripts only add to what is
/// there, so that workers of the version before go on while new ones take their place; a database may therefore know scripts that this
/// version does not.
/// </summary>
/// <remarks>
/// A statement that waits for the lock of a long query makes everybody else wait behind it, so it gives up after a moment and the script is
/// tried again. Indexes are created within the script's transaction, not concurrently: on a table of millions of rows writers wait for
/// some seconds, and workers hold their results that long.
/// </remarks>
internal static class Migrations
{
    /// <summary>Any number, as long as nothing else in the database uses it as an advisory lock.</summary>
    private const long Lock = 0x446F_6345_7874_0001;

    private static readonly TimeSpan ScriptLimit = TimeSpan.FromMinutes(30);

    /// <summary>In all, locks are waited for about five minutes.</summary>
    private const int MostLockTries = 60;
    private static readonly TimeSpan BetweenLockTries = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Brings the database up to date. Any number of processes may call this at once: DbUp knows no lock of its own, so they
    /// take turns under an advisory lock, and all but the first find nothing to do.
    /// </summary>
    /// <returns>The scripts that this call applied, in order.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">A script failed; nothing of that script stays, the ones before it do.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var turn = await database.OpenConnectionAsync(cancellationToken);
        await turn.ExecuteAsync(
            new CommandDefinition("select pg_advisory_lock(@Lock)", new { Lock }, commandTimeout: 0, cancellationToken: cancellationToken));
        try
        {
            await turn.ExecuteAsync("create schema if not exists docextract");
            return await ApplyInTurnAsync(database, cancellationToken);
        }
        finally
        {
            // The pool keeps the session, and with it the lock.
            await turn.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    /// <summary>The scripts that <see cref="ApplyAsync"/> would apply, in order; changes nothing.</summary>
    public static Task<IReadOnlyList<string>> PendingAsync(NpgsqlDataSource database, CancellationToken cancellationToken) => Task.Run(
        IReadOnlyList<string> () => [.. Engine(database).GetScriptsToExecute().Select(script => script.Name)],
        cancellationToken);

    private static async Task<IReadOnlyList<string>> ApplyInTurnAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        List<string> applied = [];
        for (int tries = 1; ; tries++)
        {
            var result = await Task.Run(Engine(database).PerformUpgrade, CancellationToken.None);
            applied.AddRange(result.Scripts.Select(script => script.Name));
            if (result.Successful)
            {
                return applied;
            }

            if (result.Error is not PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } || tries == MostLockTries)
            {
                throw Failure(result);
            }

            await Task.Delay(BetweenLockTries, cancellationToken);
        }
    }

    private static UpgradeEngine Engine(NpgsqlDataSource database) => DeployChanges.To
        .PostgresqlDatabase(new PostgresqlConnectionManager(database))
        .JournalToPostgresqlTable("docextract", "schema_versions")
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith("migrations/", StringComparison.Ordinal))
        // Postgres quotes function bodies with dollar signs, which DbUp takes for variables.
        .WithVariablesDisabled()
        .WithPreprocessor(new ShortLocks())
        .WithTransactionPerScript()
        .WithExecutionTimeout(ScriptLimit)
        .LogTo(new NoOpUpgradeLog())
        .Build();

    private static Exception Failure(DatabaseUpgradeResult result) => result.ErrorScript is null
        ? result.Error
        : new InvalidOperationException(
            result.Error is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable }
                ? $"{result.ErrorScript.Name} could not get the locks it needs: something has used its tables all the time (pg_stat_activity tells what). Run migrate again when that has ended."
                : $"{result.ErrorScript.Name} failed: {result.Error.Message}",
            result.Error);

    private sealed class ShortLocks : IScriptPreprocessor
    {
        public string Process(string contents) => "set local lock_timeout = '3s';\n" + contents;
    }
}
