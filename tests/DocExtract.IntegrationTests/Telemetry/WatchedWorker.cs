using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.Telemetry;

/// <summary>
/// One worker of its own that had a bit of everything to do, and what it told: an e-invoice, a PDF that a model read only at the third
/// attempt and after a repair, a broken file, a message that is none; a document that somebody left lying.
/// </summary>
public sealed class WatchedWorker : IAsyncLifetime
{
    /// <summary>The trace that the PDF's message belongs to.</summary>
    public const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    /// <summary>Stands in names of files; must never be told.</summary>
    public const string Confidential = "whistling-heron";

    private readonly Infrastructure _infrastructure = new();

    public string Metrics { get; private set; } = "";

    public string SentTraces { get; private set; } = "";

    public string SentMetrics { get; private set; } = "";

    public IReadOnlyList<string> Log { get; private set; } = [];

    public int HealthExitCode { get; private set; }

    public int ReadyExitCode { get; private set; }

    public int ExitCode { get; private set; }

    public async Task InitializeAsync()
    {
        await _infrastructure.InitializeAsync();
        await using var collector = await Collector.StartAsync();
        await using var model = await ScriptedModelServer.StartAsync(
            ModelStep.Error(500, null, "Something broke."),
            ModelStep.Answer(Some.InvoiceAnswer.Replace("\"120.00\"", "\"999.00\"", StringComparison.Ordinal)),
            ModelStep.Answer(Some.InvoiceAnswer));
        await using var pipeline = await Pipeline.CreateAsync(_infrastructure);
        await using (var connection = await pipeline.Database.Source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                """
                insert into docextract.documents (source_uri, etag, file_name, status, attempt, queued_at, started_at, lease_until)
                values ('https://lost.example/inbox/lost.pdf', '1', 'lost.pdf', 'processing', 1, now(), now(), now() - interval '1 hour')
                """);
        }

        await using var worker = new ServingWorker(new Dictionary<string, string>
        {
            ["Postgres__ConnectionString"] = pipeline.Database.ConnectionString,
            ["Storage__ConnectionString"] = _infrastructure.StorageConnectionString,
            ["Storage__InboxContainers"] = pipeline.Inbox.Name,
            ["Queue__Names"] = pipeline.Queue.Name,
            ["Queue__PoisonName"] = pipeline.Poison.Name,
            ["Queue__MaxPollInterval"] = "00:00:00.200",
            ["Extraction__Readers"] = "e-invoice,vision",
            ["Vision__Endpoint"] = model.Endpoint.AbsoluteUri,
            ["Vision__Model"] = "scripted",
            ["Vision__RetryDelay"] = "00:00:00.010",
            ["Vision__DayBudget"] = "20",
            ["Vision__Price__Input"] = "2",
            ["Vision__Price__Output"] = "8",
            ["Telemetry__LookInterval"] = "00:00:01",
            ["Telemetry__JsonLogs"] = "true",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        await SendAsync(pipeline);
        try
        {
            await FinishAsync(worker, pipeline);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The worker did not do its work: {string.Join('\n', worker.Output)}");
        }

        ExitCode = await worker.StopAsync();
        (Log, SentTraces, SentMetrics) = (worker.Output, collector.Sent("/v1/traces"), collector.Sent("/v1/metrics"));
    }

    public Task DisposeAsync() => _infrastructure.DisposeAsync();

    private async Task FinishAsync(ServingWorker worker, Pipeline pipeline)
    {
        await pipeline.FinishedAsync($"{Confidential}.xml");
        await pipeline.FinishedAsync($"{Confidential}.pdf");
        await pipeline.FinishedAsync($"{Confidential}.bin");
        await Pipeline.UntilAsync(async () => (Metrics = await worker.MetricsAsync()).Contains("outcome=\"poison\"} 1", StringComparison.Ordinal)
            && Metrics.Contains("docextract_stuck", StringComparison.Ordinal)
            && Metrics.Contains("outcome=\"done\"} 3", StringComparison.Ordinal));
        HealthExitCode = await worker.HealthAsync();
        ReadyExitCode = await worker.HealthAsync("--ready");
    }

    private static async Task SendAsync(Pipeline pipeline)
    {
        await pipeline.DropAsync($"{Confidential}.xml", Some.InvoiceXml("2026-0041"));
        await pipeline.DropAsync($"{Confidential}.bin", Encoding.UTF8.GetBytes("nothing that anybody knows"));
        await pipeline.Queue.SendMessageAsync("not a message");
        var announcement = await pipeline.UploadAsync($"{Confidential}.pdf", Some.InvoicePdf());
        var message = JsonNode.Parse(announcement.ToMessage().ToString())!.AsObject();
        message["traceparent"] = $"00-{TraceId}-b7ad6b7169203331-01";
        await pipeline.Queue.SendMessageAsync(message.ToJsonString());
    }
}
