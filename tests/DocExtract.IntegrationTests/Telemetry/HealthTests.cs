using System.Net;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DocExtract.IntegrationTests.Telemetry;

/// <summary>A worker beside a database of another version than its own.</summary>
public sealed class HealthTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task A_worker_whose_migrations_are_missing_receives_nothing_says_so_and_begins_when_they_are_there()
    {
        var database = await infrastructure.NewBareDatabaseAsync();
        await using var pipeline = await Pipeline.CreateAsync(infrastructure, database);
        await pipeline.DropAsync("march.xml", Some.InvoiceXml());
        await using var worker = await StartAsync(pipeline.Configuration);
        using var client = Client(worker);

        await Pipeline.UntilAsync(async () => (await client.GetStringOfAsync("ready")).Contains("docextract migrate", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("live")).StatusCode);
        Assert.Equal(0, Assert.Single((await pipeline.Queue.PeekMessagesAsync()).Value).DequeueCount);
        await Migrations.ApplyAsync(database.Source, default);

        Assert.Equal("accepted", (await pipeline.FinishedAsync("march.xml")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("ready")).StatusCode);
        await worker.StopAsync();
    }

    [Fact]
    public async Task A_worker_goes_on_beside_a_database_that_is_newer_than_itself()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await pipeline.ScalarAsync<int>(
            """
            insert into docextract.schema_versions (scriptname, applied) values ('migrations/9999_of_the_next_version.sql', now());
            alter table docextract.documents add column of_the_next_version text not null default 'unknown here';
            """);
        await pipeline.DropAsync("march.xml", Some.InvoiceXml());
        await using var worker = await StartAsync(pipeline.Configuration);
        using var client = Client(worker);

        Assert.Equal("accepted", (await pipeline.FinishedAsync("march.xml")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("ready")).StatusCode);
        await worker.StopAsync();
    }

    /// <summary>The worker with its web server, as the command <c>worker</c> builds it.</summary>
    private static async Task<WebApplication> StartAsync(IConfiguration configuration)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddConfiguration(configuration).AddInMemoryCollection([KeyValuePair.Create("Health:Port", (string?)"0")]);
        builder.Services.AddEngine(builder.Configuration).AddStorage(builder.Configuration).AddResults(builder.Configuration)
            .AddQueue(builder.Configuration).AddHealth(builder.Configuration);
        var worker = builder.Build();
        worker.MapHealth();
        await worker.StartAsync();
        return worker;
    }

    private static HttpClient Client(WebApplication worker) => new() { BaseAddress = new Uri($"http://127.0.0.1:{new Uri(worker.Urls.First()).Port}/healthz/") };
}

file static class Answers
{
    public static async Task<string> GetStringOfAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }
}
