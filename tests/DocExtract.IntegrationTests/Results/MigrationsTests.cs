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
