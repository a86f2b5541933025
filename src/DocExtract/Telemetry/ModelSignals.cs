using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using Polly.Timeout;

namespace DocExtract.Telemetry;

/// <summary>
/// Calls to models as spans and metrics, by OpenTelemetry's semantic conventions for generative AI. Questions and answers are in
/// neither: they are the document.
/// </summary>
/// <param name="provider">The endpoint's profile.</param>
/// <param name="endpoint">Where the model is asked.</param>
/// <param name="maxTokens">The longest answer.</param>
internal sealed class ModelSignals(string provider, Uri endpoint, int maxTokens)
{
    private const string Operation = "chat";

    private static readonly Histogram<long> Tokens = Metric.ModelTokens.AsHistogram<long>();
    private static readonly Histogram<double> Durations = Metric.ModelDuration.AsHistogram<double>();
    private static readonly Counter<double> Costs = Metric.ModelCost.AsCounter<double>();
    private static readonly Counter<long> CacheHits = Metric.ModelCacheHits.AsCounter<long>();
    private static readonly Counter<long> Retries = Metric.ModelRetries.AsCounter<long>();
    private static readonly Counter<long> Repairs = Metric.ModelRepairs.AsCounter<long>();
    private static readonly Counter<long> Refusals = Metric.BudgetRefusals.AsCounter<long>();

    /// <summary>The names that the conventions have for those they know.</summary>
    private readonly string _provider = provider switch
    {
        "openai" when endpoint.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase) => "azure.ai.openai",
        "gemini" => "gcp.gemini",
        _ => provider,
    };

    /// <summary>Starts the counters of a model, so that the first of a kind is a step up from 0 and not merely there.</summary>
    public static void StartCounting(string model)
    {
        KeyValuePair<string, object?> named = new("model", model);
        CacheHits.Add(0, named);
        Retries.Add(0, named);
        Costs.Add(0, named, new("state", "spent"));
        Repairs.Add(0, new KeyValuePair<string, object?>("helped", "yes"));
        Repairs.Add(0, new KeyValuePair<string, object?>("helped", "no"));
        Refusals.Add(0);
    }

    public static void Remembered(PlannedCall plan) => CacheHits.Add(1, new KeyValuePair<string, object?>("model", plan.Model));

    public static void Again(string model) => Retries.Add(1, new KeyValuePair<string, object?>("model", model));

    public static void Repaired(bool helped) => Repairs.Add(1, new KeyValuePair<string, object?>("helped", helped ? "yes" : "no"));

    public static void OverBudget() => Refusals.Add(1);

    public static void Booked(ModelCall call) =>
        Costs.Add((double)call.Cost, new("model", call.Plan.Model), new("state", call.State.ToString().ToLowerInvariant()));

    /// <summary>One call over the wire.</summary>
    public async Task<ChatAnswer> AskAsync(PlannedCall plan, Func<Task<ChatAnswer>> ask)
    {
        long started = Stopwatch.GetTimestamp();
        TagList tags = new()
        {
            { "gen_ai.operation.name", Operation },
            { "gen_ai.provider.name", _provider },
            { "gen_ai.request.model", plan.Model },
            { "server.address", endpoint.Host },
            { "server.port", endpoint.Port },
        };
        using var span = Signals.Source.StartActivity(ActivityKind.Client, tags: tags, name: $"{Operation} {plan.Model}");
        span?.SetTag("gen_ai.request.max_tokens", maxTokens).SetTag("docextract.purpose", plan.Purpose.ToString().ToLowerInvariant());
        try
        {
            var answer = await ask();
            Answered(span, ref tags, answer);
            return answer;
        }
        catch (Exception failure)
        {
            tags.Add("error.type", KindOf(failure));
            Signals.Fail(span, KindOf(failure));
            throw;
        }
        finally
        {
            Durations.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        }
    }

    private static void Answered(Activity? span, ref TagList tags, ChatAnswer answer)
    {
        if (answer.Model is { } model)
        {
            tags.Add("gen_ai.response.model", model);
            span?.SetTag("gen_ai.response.model", model);
        }

        if (answer.FinishReason is { } reason)
        {
            span?.SetTag("gen_ai.response.finish_reasons", new[] { reason });
        }

        Count(span, tags, "input", answer.Usage.Input);
        Count(span, tags, "output", answer.Usage.Output);
    }

    private static void Count(Activity? span, TagList tags, string type, long? tokens)
    {
        if (tokens is { } told)
        {
            span?.SetTag($"gen_ai.usage.{type}_tokens", told);
            tags.Add("gen_ai.token.type", type);
            Tokens.Record(told, tags);
        }
    }

    private static string KindOf(Exception failure) => failure switch
    {
        ModelCallException { Status: { } status } => status.ToString(CultureInfo.InvariantCulture),
        TimeoutRejectedException => "timeout",
        _ => failure.GetType().Name,
    };
}
