using System.Diagnostics.Metrics;
using System.Numerics;

namespace DocExtract.Telemetry;

/// <summary>How a metric is counted.</summary>
public enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Is what it is at the moment.</summary>
    Gauge,

    /// <summary>How often it was how large.</summary>
    Histogram,
}

/// <summary>
/// Everything that is measured, by the engine and by the worker, in one place: the documentation, the alerts and the dashboard
/// are held to this list. No label ever holds anything of a document.
/// </summary>
/// <param name="Name">Its name, as OpenTelemetry has it.</param>
/// <param name="Kind">How it is counted.</param>
/// <param name="Unit">UCUM; what is counted stands in braces.</param>
/// <param name="Meaning">What it says, in a sentence.</param>
/// <param name="Labels">What it is told apart by.</param>
public sealed record Metric(string Name, MetricKind Kind, string Unit, string Meaning, params IReadOnlyList<string> Labels)
{
    private static readonly IReadOnlyList<double> Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
    private static readonly IReadOnlyList<double> LongSeconds = [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400];

    /// <summary>As the semantic conventions for generative AI advise.</summary>
    private static readonly IReadOnlyList<double> ModelSeconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    /// <inheritdoc cref="ModelSeconds"/>
    private static readonly IReadOnlyList<double> Tokens =
        [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864];

    private IReadOnlyList<double> Buckets { get; init; } = Seconds;

    public static Metric Documents { get; } = new(
        "docextract.documents", MetricKind.Counter, "{document}", "Documents whose result was stored; each document of a file counts.", "verdict", "type", "reader");

    public static Metric Messages { get; } = new(
        "docextract.messages", MetricKind.Counter, "{message}", "Messages that were worked on; later: tried again, poison: given up.", "outcome");

    public static Metric MessageAge { get; } = new(
        "docextract.message.age", MetricKind.Histogram, "s", "From the announcement of a document until its message was settled for good.", "outcome")
    { Buckets = LongSeconds };

    public static Metric StageDuration { get; } = new(
        "docextract.stage.duration", MetricKind.Histogram, "s", "How long each stage of the work on a document took.", "stage", "reader", "error_type");

    public static Metric QueueMessages { get; } = new(
        "docextract.queue.messages", MetricKind.Gauge, "{message}", "Messages in a queue, those in work included.", "queue");

    public static Metric QueueAge { get; } = new(
        "docextract.queue.age", MetricKind.Gauge, "s", "How long the message at the head of a queue has waited; 0 where none waits.", "queue");

    public static Metric StuckDocuments { get; } = new(
        "docextract.stuck", MetricKind.Gauge, "{document}", "Documents whose worker fell silent more than ten minutes ago and that no other took over.");

    public static Metric ModelTokens { get; } = new(
        "gen_ai.client.token.usage", MetricKind.Histogram, "{token}", "Tokens of a call to a model.",
        "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model", "gen_ai.token.type", "server.address", "server.port")
    { Buckets = Tokens };

    public static Metric ModelDuration { get; } = new(
        "gen_ai.client.operation.duration", MetricKind.Histogram, "s", "How long a call to a model took.",
        "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model", "server.address", "server.port", "error.type")
    { Buckets = ModelSeconds };

    public static Metric ModelCost { get; } = new(
        "docextract.model.cost", MetricKind.Counter, "{currency}", "What calls to models cost, in the currency of the prices; uncertain: estimated from above.", "model", "state");

    public static Metric ModelCacheHits { get; } = new(
        "docextract.model.cache_hits", MetricKind.Counter, "{call}", "Calls that an answer to the same question saved.", "model");

    public static Metric ModelRetries { get; } = new(
        "docextract.model.retries", MetricKind.Counter, "{call}", "Calls that were made again at once because the endpoint failed.", "model");

    public static Metric ModelRepairs { get; } = new(
        "docextract.model.repairs", MetricKind.Counter, "{call}", "How often a model was asked about what did not pass the checks.", "helped");

    public static Metric BudgetRefusals { get; } = new(
        "docextract.budget.refusals", MetricKind.Counter, "{call}", "Calls that were not made because a budget might not cover them.");

    public static Metric BudgetSpent { get; } = new(
        "docextract.budget.spent", MetricKind.Gauge, "{currency}", "Spent on models or set aside for them, of all workers, on this day (UTC).");

    public static Metric BudgetLimit { get; } = new(
        "docextract.budget.limit", MetricKind.Gauge, "{currency}", "The most that a day may cost; absent without a budget.");

    /// <summary>Every metric.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Documents, Messages, MessageAge, StageDuration, QueueMessages, QueueAge, StuckDocuments, ModelTokens, ModelDuration, ModelCost,
        ModelCacheHits, ModelRetries, ModelRepairs, BudgetRefusals, BudgetSpent, BudgetLimit,
    ];

    /// <summary>The name that Prometheus knows it by, without a histogram's <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</summary>
    public string PrometheusName =>
        Name.Replace('.', '_') + (Unit == "s" ? "_seconds" : "") + (Kind == MetricKind.Counter ? "_total" : "");

    public Counter<T> AsCounter<T>() where T : struct => Signals.Meter.CreateCounter<T>(Name, Unit, Meaning);

    public Histogram<T> AsHistogram<T>() where T : struct, INumber<T> => Signals.Meter.CreateHistogram(
        Name, Unit, Meaning, tags: null, new InstrumentAdvice<T> { HistogramBucketBoundaries = [.. Buckets.Select(T.CreateChecked)] });
}
