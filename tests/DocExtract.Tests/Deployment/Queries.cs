using System.Text.RegularExpressions;
using DocExtract.Telemetry;

namespace DocExtract.Tests.Deployment;

/// <summary>What PromQL asks for, as far as names go.</summary>
internal static partial class Queries
{
    /// <summary>Metrics of others that alerts and dashboard use: KEDA's, and the .NET runtime's by its semantic conventions.</summary>
    private static readonly string[] Foreign = ["keda_scaler_metrics_value", "dotnet_process_memory_working_set_bytes"];

    private static readonly string[] HistogramParts = ["_bucket", "_sum", "_count"];

    /// <summary>Labels that are there whatever the metric: of a histogram's series, and those that Prometheus gives to a pod's series.</summary>
    private static readonly string[] Given = ["le", "pod", "scaledObject"];

    /// <summary>What a query asks that nobody tells: a metric that the worker does not have, or a label that this metric does not have.</summary>
    public static IEnumerable<string> Unknown(string query)
    {
        foreach (var selector in Selector().Matches(query).Where(match => IsMetric(match.Groups["name"].Value)))
        {
            string name = selector.Groups["name"].Value;
            var metric = Metric.All.SingleOrDefault(metric => NamesOf(metric).Contains(name));
            if (metric is null && !Foreign.Contains(name))
            {
                yield return name;
            }

            var known = metric?.Labels.Select(label => label.Replace('.', '_')).Concat(Given) ?? Given;
            foreach (string label in Matcher().Matches(selector.Groups["labels"].Value).Select(match => match.Groups["label"].Value).Except(known))
            {
                yield return $"{name}{{{label}}}";
            }
        }

        var labels = Metric.All.SelectMany(metric => metric.Labels).Select(label => label.Replace('.', '_')).Concat(Given);
        foreach (string label in Grouping().Matches(query).SelectMany(match => match.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Except(labels))
        {
            yield return $"by ({label})";
        }
    }

    /// <summary>The names of metrics in a query.</summary>
    public static IEnumerable<string> MetricsOf(string query) => Selector().Matches(query).Select(match => match.Groups["name"].Value).Where(IsMetric);

    /// <summary>The names of a metric's series.</summary>
    public static IReadOnlyList<string> NamesOf(Metric metric) =>
        metric.Kind == MetricKind.Histogram ? [.. HistogramParts.Select(part => metric.PrometheusName + part)] : [metric.PrometheusName];

    private static bool IsMetric(string name) => name.Contains('_', StringComparison.Ordinal) && Prefix().IsMatch(name);

    [GeneratedRegex("^(docextract|gen_ai_client|keda|dotnet|up$)")]
    private static partial Regex Prefix();

    [GeneratedRegex("""(?<![\w"])(?<name>[a-z_]+)(\{(?<labels>[^}]*)\})?""")]
    private static partial Regex Selector();

    [GeneratedRegex("""(?<label>\w+)\s*(=~|!~|!=|=)\s*"[^"]*""")]
    private static partial Regex Matcher();

    [GeneratedRegex("""\b(by|on)\s*\((?<labels>[^)]*)\)""")]
    private static partial Regex Grouping();
}
