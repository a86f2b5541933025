using System.Diagnostics;
using System.Globalization;
using DocExtract.Chaos.Site;
using DocExtract.Chaos.Workers;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DocExtract.IntegrationTests.Queue;

/// <summary>How a worker ends: real processes and real signals.</summary>
public sealed class DrainTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_does_not_end_in_the_grace_time_is_visible_again_at_once_and_counts_for_nothing()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Stall());
        await using var pipeline = await WithModelAsync(model.Endpoint, drain: "00:00:01");
        await using var worker = await StartAsync(SettingsOf(pipeline));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await Pipeline.UntilAsync(() => Task.FromResult(model.Requests.Count == 1));

        string outcome = await worker.StopAsync();

        Assert.Equal("exited 0", outcome);
        await AssertGivenBackAsync(pipeline);
    }

    [Fact]
    public async Task What_ends_in_the_grace_time_is_stored_and_paid_for_once()
    {
        await using var model = await FaultyModelServer.StartAsync(_ => Some.InvoiceAnswer, new FaultPlan { Share = 0, Latency = TimeSpan.FromSeconds(3) });
        await using var pipeline = await WithModelAsync(model.Endpoint, drain: "00:00:25");
        await using var worker = await StartAsync(SettingsOf(pipeline));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await Pipeline.UntilAsync(() => Task.FromResult(model.Books.Requests == 1));

        string outcome = await worker.StopAsync();

        var document = await pipeline.FindAsync("march.pdf");
        Assert.Equal(("exited 0", "accepted", 1, 1), (outcome, document!.Status, document.Attempt, model.Books.Requests));
        Assert.Equal(0, await pipeline.WaitingAsync());
    }

    [Fact]
    public async Task Further_signals_do_not_cut_the_drain_short()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Stall());
        await using var pipeline = await WithModelAsync(model.Endpoint, drain: "00:00:03");
        await using var worker = await StartAsync(SettingsOf(pipeline));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await Pipeline.UntilAsync(() => Task.FromResult(model.Requests.Count == 1));

        var stopped = worker.StopAsync();
        await Pipeline.UntilAsync(async () => (await File.ReadAllTextAsync(worker.Log)).Contains("Stopping: 1 messages", StringComparison.Ordinal));
        await SignalAsync(worker.Pid, "TERM");
        await SignalAsync(worker.Pid, "INT");

        Assert.Equal("exited 0", await stopped);
        await AssertGivenBackAsync(pipeline);
    }

    [Fact]
    public async Task With_postgres_away_messages_are_given_back_all_the_same()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Stall());
        await using var pipeline = await WithModelAsync(model.Endpoint, drain: "00:00:01");
        var direct = new NpgsqlConnectionStringBuilder(pipeline.Database.ConnectionString);
        var relay = new Relay(direct.Port);
        await using var worker = await StartAsync(new(SettingsOf(pipeline))
        {
            ["Postgres__ConnectionString"] = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = relay.Port }.ConnectionString,
        });
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await Pipeline.UntilAsync(() => Task.FromResult(model.Requests.Count == 1));

        await relay.DisposeAsync();
        string outcome = await worker.StopAsync();

        Assert.Equal("exited 0", outcome);
        Assert.NotNull((await pipeline.Queue.ReceiveMessageAsync()).Value);
    }

    [Fact]
    public async Task A_drain_that_the_host_has_no_time_for_ends_with_1_and_says_what_to_set()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Stall());
        await using var pipeline = await WithModelAsync(model.Endpoint, drain: "00:00:20");
        await using var worker = await StartAsync(new(SettingsOf(pipeline)) { ["DOTNET_SHUTDOWNTIMEOUTSECONDS"] = "2" });
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());
        await Pipeline.UntilAsync(() => Task.FromResult(model.Requests.Count == 1));

        string outcome = await worker.StopAsync();

        Assert.Equal("exited 1", outcome);
        Assert.Contains("set DOTNET_SHUTDOWNTIMEOUTSECONDS above Queue__DrainTimeout", await File.ReadAllTextAsync(worker.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_refused_ends_the_worker_with_1_and_the_sentence()
    {
        await using var model = await ScriptedModelServer.StartAsync(ModelStep.Error(401, "invalid_api_key", "Incorrect API key"));
        await using var pipeline = await WithModelAsync(model.Endpoint, drain: "00:00:01");
        await using var worker = await StartAsync(SettingsOf(pipeline));
        await pipeline.DropAsync("march.pdf", Some.InvoicePdf());

        Assert.Equal("exited 1", await worker.Ended.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("key", await File.ReadAllTextAsync(worker.Log), StringComparison.OrdinalIgnoreCase);
        await AssertGivenBackAsync(pipeline);
    }

    [Fact]
    public async Task A_consumer_that_crashes_ends_the_worker_with_1()
    {
        await using var pipeline = await Pipeline.CreateAsync(infrastructure);
        await using var storage = await NonsenseStorageAsync();
        await using var worker = await StartAsync(new(SettingsOf(pipeline))
        {
            ["Storage__ConnectionString"] =
                $"DefaultEndpointsProtocol=http;AccountName=any;AccountKey=a2V5;BlobEndpoint={storage.Urls.First()}/any;QueueEndpoint={storage.Urls.First()}/any",
        });

        Assert.Equal("exited 1", await worker.Ended.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("This should not happen", await File.ReadAllTextAsync(worker.Log), StringComparison.Ordinal);
    }

    /// <summary>The message can be had although it would stay hidden for minutes; the document waits, and no attempt counts against it.</summary>
    private static async Task AssertGivenBackAsync(Pipeline pipeline)
    {
        Assert.NotNull((await pipeline.Queue.ReceiveMessageAsync()).Value);
        Assert.Equal("queued", (await pipeline.FindAsync("march.pdf"))!.Status);
        Assert.Equal(0L, await pipeline.ScalarAsync<long>("select count(*) from docextract.attempts where counts or finished_at is null"));
    }

    private Task<Pipeline> WithModelAsync(Uri endpoint, string drain) => Pipeline.CreateAsync(
        infrastructure, ("Vision:Endpoint", endpoint.AbsoluteUri), ("Vision:Model", "scripted"), ("Queue:VisibilityTimeout", "00:10:00"), ("Queue:DrainTimeout", drain));

    private static Dictionary<string, string?> SettingsOf(Pipeline pipeline) =>
        new(pipeline.Environment.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))) { ["Health__Port"] = "0", ["OPENAI_API_KEY"] = null };

    private Task<WorkerProcess> StartAsync(Dictionary<string, string?> settings) => WorkerProcess.StartAsync(_folder.FullName, "worker", settings);

    private static async Task SignalAsync(int pid, string signal)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {pid}")]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Something that takes every request and answers what no storage account answers.</summary>
    private static async Task<WebApplication> NonsenseStorageAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapFallback(context =>
        {
            context.Response.StatusCode = HttpMethods.IsPut(context.Request.Method) ? StatusCodes.Status201Created : StatusCodes.Status200OK;
            return context.Response.WriteAsync("Welcome to the wireless network of this hotel.");
        });
        await app.StartAsync();
        return app;
    }
}
