using Dapper;
using DocExtract.IntegrationTests.Fixtures;
using Npgsql;

namespace DocExtract.IntegrationTests.Outages;

/// <summary>While nothing could be stored nothing is received, and afterwards all is as if nothing had been.</summary>
public sealed class PausedConsumerTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private const string EndSessions = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

    [Fact]
    public async Task A_database_that_only_reads_since_a_failover()
    {
        await using var pipeline = await StartedAsync();

        await SessionAsync(pipeline, OfDatabase("set default_transaction_read_only = on"), EndSessions);
        await AssertPausedAsync(pipeline, "only reads");
        await SessionAsync(pipeline, "set default_transaction_read_only = off", OfDatabase("reset default_transaction_read_only"), EndSessions);

        await AssertReadAsync(pipeline);
    }

    [Fact]
    public async Task A_full_disk()
    {
        await using var pipeline = await StartedAsync();

        await RefusingPostgres.BeginAsync(pipeline.Database, "insert or update on docextract.documents");
        await AssertPausedAsync(pipeline, "No space left");
        await RefusingPostgres.EndAsync(pipeline.Database);

        await AssertReadAsync(pipeline);
    }

    [Fact]
    public async Task A_lock_on_the_documents_that_is_held_longer_than_a_statement_may_take()
    {
        await using var pipeline = await StartedAsync(";Command Timeout=1");
        await using var migration = new NpgsqlConnection(pipeline.Database.ConnectionString);
        await migration.OpenAsync();
        await using var transaction = await migration.BeginTransactionAsync();

        await migration.ExecuteAsync("lock table docextract.documents in access exclusive mode");
        await AssertPausedAsync(pipeline, "Postgres cannot be used");
        await transaction.RollbackAsync();

        await AssertReadAsync(pipeline);
    }

    [Fact]
    public async Task A_server_that_takes_no_more_connections()
    {
        string role = $"worker_{Guid.NewGuid():n}";
        var database = await infrastructure.NewDatabaseAsync();
        await database.ScalarAsync<int>(
            $"""
            create role {role} login password 'of this test only';
            grant pg_read_all_data, pg_write_all_data to {role};
            grant temporary on database {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} to {role};
            """);
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "of this test only" };
            await using var pipeline = await Pipeline.CreateAsync(infrastructure, database, ("Postgres:ConnectionString", settings.ConnectionString));
            await WarmAsync(pipeline);

            await SessionAsync(pipeline, $"alter role {role} connection limit 0", EndSessions);
            await AssertPausedAsync(pipeline, "too many connections");
            await SessionAsync(pipeline, $"alter role {role} connection limit -1");

            await AssertReadAsync(pipeline);
        }
        finally
        {
            await SessionAsync(database, EndSessions, $"drop owned by {role}", $"drop role {role}");
        }
    }

    [Fact]
    public async Task Sessions_that_are_ended_again_and_again_lose_and_repeat_no_result()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, ("Queue:VisibilityTimeout", "00:00:03"), ("Queue:Concurrency", "4"));
        string[] names = [.. Enumerable.Range(0, 12).Select(i => $"{i}.xml")];
        foreach (var name in names)
        {
            await pipeline.DropAsync(name, Some.InvoiceXml("2026-" + name));
        }

        await pipeline.StartAsync();
        for (int i = 0; i < 25; i++)
        {
            await SessionAsync(pipeline, EndSessions);
            await Task.Delay(100);
        }

        pipeline.Database.Source.Clear();
        foreach (var name in names)
        {
            Assert.Equal("accepted", (await pipeline.FinishedAsync(name)).Status);
        }

        Assert.Equal(12, await pipeline.ScalarAsync<int>("select count(*) from docextract.documents"));
        Assert.Equal(12, await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'queue'"));
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
    }

    private async Task<Pipeline> StartedAsync(string connection = "")
    {
        var database = await infrastructure.NewDatabaseAsync();
        var pipeline = await Pipeline.CreateAsync(infrastructure, database, ("Postgres:ConnectionString", database.ConnectionString + connection));
        await WarmAsync(pipeline);
        return pipeline;
    }

    /// <summary>A worker that has worked, so that its connections are open.</summary>
    private static async Task WarmAsync(Pipeline pipeline)
    {
        await pipeline.StartAsync();
        await pipeline.DropAsync("before.xml", Some.InvoiceXml("2026-0001"));
        await pipeline.FinishedAsync("before.xml");
        Assert.Null(pipeline.Consumer.Obstacle);
    }

    private static async Task AssertPausedAsync(Pipeline pipeline, string told)
    {
        await pipeline.DropAsync("1.xml", Some.InvoiceXml("2026-0041"));
        await pipeline.DropAsync("2.xml", Some.InvoiceXml("2026-0042"));
        await Pipeline.UntilAsync(() => Task.FromResult(pipeline.Consumer.Obstacle?.Contains(told, StringComparison.Ordinal) == true));

        // The loop is alive.
        var seen = pipeline.Consumer.LastPoll;
        await Pipeline.UntilAsync(() => Task.FromResult(pipeline.Consumer.LastPoll > seen));
    }

    /// <summary>Both were begun once: what went wrong was not theirs.</summary>
    private static async Task AssertReadAsync(Pipeline pipeline)
    {
        pipeline.Database.Source.Clear();
        Assert.Equal(("accepted", 1), ((await pipeline.FinishedAsync("1.xml")).Status, (await pipeline.FinishedAsync("1.xml")).Attempt));
        Assert.Equal(("accepted", 1), ((await pipeline.FinishedAsync("2.xml")).Status, (await pipeline.FinishedAsync("2.xml")).Attempt));
        Assert.Null(pipeline.Consumer.Obstacle);
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
    }

    private static string OfDatabase(string change) => $"do $$ begin execute format('alter database %I {change}', current_database()); end $$";

    private static Task SessionAsync(Pipeline pipeline, params string[] statements) => SessionAsync(pipeline.Database, statements);

    /// <summary>One statement after the other, each a transaction, on a connection of its own.</summary>
    private static async Task SessionAsync(TestDatabase database, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await connection.ExecuteAsync(statement);
        }
    }
}
