using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DocExtract.Telemetry;

namespace DocExtract.IntegrationTests.Telemetry;

public sealed class WorkerTelemetryTests(WatchedWorker worker) : IClassFixture<WatchedWorker>
{
    private static readonly string[] Spans =
        ["process document", "claim", "download", "open", "split", "read e-invoice", "read vision", "check", "repair", "save", "chat scripted"];

    [Fact]
    public void A_worker_serves_the_metrics_that_are_listed_and_no_others()
    {
        var served = worker.Metrics.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])
            .Where(name => name.StartsWith("docextract_", StringComparison.Ordinal) || name.StartsWith("gen_ai_", StringComparison.Ordinal));

        Assert.Equal(Metric.All.Select(metric => metric.PrometheusName).Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Labels_are_those_that_are_listed()
    {
        Assert.All(Metric.All, metric => Assert.All(
            worker.Metrics.Split('\n').Where(line => line.StartsWith(metric.PrometheusName, StringComparison.Ordinal) && line.Contains('{', StringComparison.Ordinal)),
            line => Assert.All(LabelsOf(line), label => Assert.Contains(label, metric.Labels.Select(listed => listed.Replace('.', '_'))))));
    }

    [Theory]
    [InlineData("docextract_documents_total", "reader=\"e-invoice\",type=\"invoice\",verdict=\"accepted\"", 1)]
    [InlineData("docextract_documents_total", "reader=\"vision\",type=\"invoice\",verdict=\"accepted\"", 1)]
    [InlineData("docextract_documents_total", "reader=\"offline\",type=\"receipt\",verdict=\"accepted\"", 0)]
    [InlineData("docextract_documents_total", "reader=\"none\",type=\"none\",verdict=\"rejected\"", 1)]
    [InlineData("docextract_messages_total", "outcome=\"done\"", 3)]
    [InlineData("docextract_messages_total", "outcome=\"poison\"", 1)]
    [InlineData("docextract_message_age_seconds_count", "outcome=\"done\"", 3)]
    [InlineData("docextract_model_retries_total", "model=\"scripted\"", 1)]
    [InlineData("docextract_model_repairs_total", "helped=\"yes\"", 1)]
    [InlineData("docextract_model_repairs_total", "helped=\"no\"", 0)]
    [InlineData("docextract_stage_duration_seconds_count", "stage=\"claim\"", 3)]
    [InlineData("docextract_stage_duration_seconds_count", "stage=\"save\"", 3)]
    [InlineData("docextract_stage_duration_seconds_count", "reader=\"vision\",stage=\"read\"", 1)]
    [InlineData("docextract_stuck", "", 1)]
    [InlineData("docextract_budget_limit", "", 20)]
    public void What_happened_is_counted(string metric, string labels, int times) => Assert.Equal(times, ValueOf(metric, labels));

    [Fact]
    public void Calls_to_a_model_are_measured_by_the_conventions_for_generative_ai()
    {
        const string Call = "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"compatible\",gen_ai_request_model=\"scripted\"";

        Assert.Equal(2, ValueOf("gen_ai_client_token_usage_count", Call, "gen_ai_token_type=\"input\""));
        Assert.Equal(2, ValueOf("gen_ai_client_token_usage_count", Call, "gen_ai_token_type=\"output\""));
        Assert.Equal(1, ValueOf("gen_ai_client_operation_duration_seconds_count", "error_type=\"500\""));
    }

    [Fact]
    public void Every_stage_and_every_call_is_a_span()
    {
        Assert.All(Spans, name => Assert.Contains(name, worker.SentTraces, StringComparison.Ordinal));
        Assert.Contains("gen_ai.usage.input_tokens", worker.SentTraces, StringComparison.Ordinal);
        Assert.Contains("docextract.document.id", worker.SentTraces, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trace_of_a_message_goes_on_through_the_worker() =>
        Assert.Contains(Encoding.Latin1.GetString(Convert.FromHexString(WatchedWorker.TraceId)), worker.SentTraces, StringComparison.Ordinal);

    [Fact]
    public void Metrics_are_sent_to_a_collector_too() => Assert.Contains(Metric.Documents.Name, worker.SentMetrics, StringComparison.Ordinal);

    [Fact]
    public void Nothing_of_a_document_is_told()
    {
        Assert.All(
            new[] { worker.Metrics, worker.SentTraces, worker.SentMetrics, string.Join('\n', worker.Log) },
            told => Assert.All(
                new[] { WatchedWorker.Confidential, "Birchwood", "2026-0042" },
                secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void The_log_is_lines_of_json_with_a_time_where_that_is_wished_for()
    {
        Assert.NotEmpty(worker.Log);
        Assert.All(worker.Log, line => Assert.True(
            DateTimeOffset.TryParse((string?)JsonNode.Parse(line)!["Timestamp"], CultureInfo.InvariantCulture, out _), line));
    }

    [Fact]
    public void A_worker_that_works_is_healthy_and_ends_well() =>
        Assert.Equal((0, 0, 0), (worker.HealthExitCode, worker.ReadyExitCode, worker.ExitCode));

    private static IEnumerable<string> LabelsOf(string line) =>
        line[(line.IndexOf('{', StringComparison.Ordinal) + 1)..line.LastIndexOf('}')].Split("\",").Select(label => label.Split('=')[0])
            .Where(label => label is not ("otel_scope_name" or "le"));

    /// <summary>The sum of all series that hold these labels.</summary>
    private double ValueOf(string metric, params string[] labels)
    {
        var lines = worker.Metrics.Split('\n').Where(line => (line.StartsWith(metric + "{", StringComparison.Ordinal) || line.StartsWith(metric + " ", StringComparison.Ordinal))
            && labels.All(label => line.Contains(label, StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(lines);
        return lines.Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture));
    }
}
