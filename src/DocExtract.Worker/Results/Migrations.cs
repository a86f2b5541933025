using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Postgresql;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>The embedded scripts <c>migrations/NNNN_verb.sql</c>: forward only, each in its own transaction, each once.</summary>
internal static class Migrations
{
    /// <summary>Any number, as long as nothing else in the database uses it as an advisory lock.</summary>
    private const long Lock = 0x446F_6345_7874_0001;

    private static readonly TimeSpan ScriptLimit = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Brings the database up to date. Any number of processes may call this at once: DbUp knows no lock of its own, so they
    /// take turns under an advisory lock, and all but the first find nothing to do.
    /// </summary>
    /// <returns>How many scripts this call applied.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">A script failed; nothing of that script stays, the ones before it do.</exception>
    public static async Task<int> ApplyAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var turn = await database.OpenConnectionAsync(cancellationToken);
        await turn.ExecuteAsync(
            new CommandDefinition("select pg_advisory_lock(@Lock)", new { Lock }, commandTimeout: 0, cancellationToken: cancellationToken));
        try
        {
            await turn.ExecuteAsync("create schema if not exists docextract");
            var result = await Task.Run(Engine(database).PerformUpgrade, CancellationToken.None);
            return result.Successful ? result.Scripts.Count() : throw Failure(result);
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

    private static UpgradeEngine Engine(NpgsqlDataSource database) => DeployChanges.To
        .PostgresqlDatabase(new PostgresqlConnectionManager(database))
        .JournalToPostgresqlTable("docextract", "schema_versions")
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith("migrations/", StringComparison.Ordinal))
        // Postgres quotes function bodies with dollar signs, which DbUp takes for variables.
        .WithVariablesDisabled()
        .WithTransactionPerScript()
        .WithExecutionTimeout(ScriptLimit)
        .LogTo(new NoOpUpgradeLog())
        .Build();

    private static Exception Failure(DatabaseUpgradeResult result) => result.ErrorScript is null
        ? result.Error
        : new InvalidOperationException($"{result.ErrorScript.Name} failed: {result.Error.Message}", result.Error);
}
