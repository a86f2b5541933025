using Dapper;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests.Results;

public sealed class MigrationsTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Six_processes_may_migrate_the_same_database_at_once()
    {
        await using var database = await infrastructure.NewBareDatabaseAsync();
        var pending = await Migrations.PendingAsync(database.Source, CancellationToken.None);

        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Migrations.ApplyAsync(database.Source, CancellationToken.None)));

        Assert.NotEmpty(pending);
        Assert.Equal(pending, Assert.Single(applied, scripts => scripts.Count > 0));
    }

    [Fact]
    public async Task A_migrated_database_has_nothing_pending_and_a_second_run_applies_nothing()
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        var applied = await Migrations.ApplyAsync(database.Source, CancellationToken.None);

        Assert.Empty(applied);
        Assert.Empty(await Migrations.PendingAsync(database.Source, CancellationToken.None));
    }

    [Fact]
    public async Task A_script_that_waits_for_a_lock_lets_others_pass_meanwhile_and_is_applied_when_it_is_free()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await database.ScalarAsync<int>(
            "drop index docextract.documents_preceding_number; delete from docextract.schema_versions where scriptname like '%/0012%'");
        await using var report = await database.Source.OpenConnectionAsync();
        await using var transaction = await report.BeginTransactionAsync();
        await report.ExecuteAsync("lock table docextract.documents in row exclusive mode");
        var applying = Migrations.ApplyAsync(database.Source, CancellationToken.None);
        await Pipeline.UntilAsync(() => database.ScalarAsync<bool>("select exists (select from pg_locks where not granted and mode = 'ShareLock')"));

        // Behind the waiting lock; it gets its turn although the transaction before goes on.
        await database.ScalarAsync<int>("update docextract.documents set attempt = 0");
        Assert.False(applying.IsCompleted);
        await transaction.RollbackAsync();

        Assert.Equal(["migrations/0012_index_preceding.sql"], await applying);
    }

    [Fact]
    public async Task Migrate_lists_what_it_would_do_and_then_what_it_did()
    {
        await using var database = await infrastructure.NewBareDatabaseAsync();
        var environment = new Dictionary<string, string> { ["Postgres__ConnectionString"] = database.ConnectionString };

        var listed = await Commands.Program.RunAsync(environment, "migrate", "--dry-run");
        var applied = await Commands.Program.RunAsync(environment, "migrate");
        var again = await Commands.Program.RunAsync(environment, "migrate", "--dry-run");

        Assert.StartsWith("would apply migrations/0001_create_documents.sql\n", listed.Output, StringComparison.Ordinal);
        Assert.Equal(listed.Output.Replace("would apply", "applied", StringComparison.Ordinal), applied.Output);
        Assert.Equal((0, 0, "The database is up to date.\n"), (listed.ExitCode, applied.ExitCode, again.Output));
    }

    [Fact]
    public async Task Looking_at_what_is_pending_changes_nothing()
    {
        await using var database = await infrastructure.NewBareDatabaseAsync();

        await Migrations.PendingAsync(database.Source, CancellationToken.None);

        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("select count(*) from pg_namespace where nspname = 'docextract'"));
    }

    [Fact]
    public async Task The_lock_is_free_again_afterwards_although_its_connection_goes_back_to_the_pool()
    {
        await using var database = await infrastructure.NewBareDatabaseAsync();

        await Migrations.ApplyAsync(database.Source, CancellationToken.None);

        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>(
            "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"));
    }
}
