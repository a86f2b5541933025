using System.Diagnostics;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.IntegrationTests.Local;
using DocExtract.IntegrationTests.ModelServer;
using DocExtract.Worker.Local;

namespace DocExtract.IntegrationTests.Outages;

/// <summary>A Postgres of the test's own is stopped and started under a working pipeline.</summary>
public sealed class PostgresRestartTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reading_that_was_paid_for_is_stored_after_the_restart_and_what_waits_is_not_received_meanwhile(bool crash)
    {
        var answer = new TaskCompletionSource();
        await using var model = await ScriptedModelServer.StartAsync(new ModelStep(async (context, request) =>
        {
            await answer.Task;
            await ModelStep.Answer(Some.InvoiceAnswer).PlayAsync(context, request);
        }));
        using var home = new TemporaryHome();
        var server = await home.StartPostgresAsync();
        var database = await TestDatabase.CreateAsync(
            server.PostgresConnectionString, await TestDatabase.PrepareTemplateAsync(server.PostgresConnectionString));
        await using var pipeline = await Pipeline.CreateAsync(
            infrastructure, database, ("Vision:Endpoint", model.Endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Queue:Concurrency", "2"));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await pipeline.StartAsync();
        await Pipeline.UntilAsync(() => Task.FromResult(model.Requests.Count == 1));

        await EndAsync(server, home, crash);
        answer.SetResult();
        await pipeline.DropAsync("april.xml", Some.InvoiceXml("2026-0043"));
        await Pipeline.UntilAsync(() => Task.FromResult(pipeline.Consumer.Obstacle is not null));
        await pipeline.DropAsync("may.xml", Some.InvoiceXml("2026-0044"));
        await LooksAsync(pipeline, 3);
        Assert.Contains((await pipeline.Queue.PeekMessagesAsync(32)).Value, message => message.DequeueCount == 0);
        await using var again = await home.StartPostgresAsync();
        database.Source.Clear();

        var march = await pipeline.FinishedAsync("march.pdf");
        Assert.Equal(("accepted", 1), (march.Status, march.Attempt));
        Assert.Equal(("accepted", 1), ((await pipeline.FinishedAsync("april.xml")).Status, (await pipeline.FinishedAsync("april.xml")).Attempt));
        Assert.Equal("accepted", (await pipeline.FinishedAsync("may.xml")).Status);
        Assert.Single(model.Requests);
        Assert.Equal("spent", await pipeline.ScalarAsync<string>("select string_agg(state, ', ') from docextract.model_calls"));
        Assert.Equal(3, await pipeline.ScalarAsync<int>("select count(*) from docextract.outbox where destination = 'queue'"));
        await Pipeline.UntilAsync(async () => await pipeline.WaitingAsync() == 0);
        await pipeline.StopAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_that_starts_before_Postgres_waits_for_it_and_one_that_stops_without_it_ends_in_time()
    {
        using var home = new TemporaryHome();
        var server = await home.StartPostgresAsync();
        var database = await TestDatabase.CreateAsync(
            server.PostgresConnectionString, await TestDatabase.PrepareTemplateAsync(server.PostgresConnectionString));
        await server.DisposeAsync();
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, database, ("Queue:DrainTimeout", "00:00:02"));
        await pipeline.DropAsync("march.xml", Some.InvoiceXml());

        await pipeline.StartAsync();
        await LooksAsync(pipeline, 2);
        Assert.Equal(0, Assert.Single((await pipeline.Queue.PeekMessagesAsync(32)).Value).DequeueCount);
        server = await home.StartPostgresAsync();
        database.Source.Clear();
        Assert.Equal("accepted", (await pipeline.FinishedAsync("march.xml")).Status);

        await server.DisposeAsync();
        await pipeline.DropAsync("april.xml", Some.InvoiceXml("2026-0043"));
        await Pipeline.UntilAsync(() => Task.FromResult(pipeline.Consumer.Obstacle is not null));
        await pipeline.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, await pipeline.WaitingAsync());
        await using var last = await home.StartPostgresAsync();
        database.Source.Clear();
        await database.DisposeAsync();
    }

    private static async Task EndAsync(LocalServices server, TemporaryHome home, bool crash)
    {
        if (crash)
        {
            Process.GetProcessById(home.Pids("postgres").Command).Kill();
        }

        await server.DisposeAsync();
    }

    private static async Task LooksAsync(Pipeline pipeline, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var seen = pipeline.Consumer.LastPoll;
            await Pipeline.UntilAsync(() => Task.FromResult(pipeline.Consumer.LastPoll > seen));
        }
    }
}
