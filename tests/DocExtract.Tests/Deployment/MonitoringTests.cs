using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocExtract.Telemetry;
using DocExtract.Tests.Deployment.Kustomize;

namespace DocExtract.Tests.Deployment;

public sealed partial class MonitoringTests
{
    private static readonly string[] Severities = ["critical", "warning"];

    private static IReadOnlyList<Alert> Alerts => [.. new Resource(Yaml.Parse(Read("prometheusrule.yaml")).Single().AsObject()).As<PrometheusRule>().Spec.Groups.SelectMany(group => group.Rules)];

    private static JsonObject Dashboard => JsonNode.Parse(Read("dashboard.json"))!.AsObject();

    private static IEnumerable<string> DashboardQueries => Dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!);

    [Theory]
    [InlineData("sum(docextract_documents)", "docextract_documents")]
    [InlineData("docextract_documents_total{colour=\"red\"}", "docextract_documents_total{colour}")]
    [InlineData("sum by (colour) (docextract_documents_total)", "by (colour)")]
    [InlineData("rate(docextract_stage_duration_seconds[5m])", "docextract_stage_duration_seconds")]
    public void A_query_that_nobody_answers_is_noticed(string query, string unknown) => Assert.Equal([unknown], Queries.Unknown(query));

    [Fact]
    public void Alerts_ask_for_what_the_worker_tells()
    {
        Assert.All(Alerts, alert => Assert.Empty(Queries.Unknown(alert.Expr)));
        Assert.All(Alerts, alert => Assert.NotEmpty(Queries.MetricsOf(alert.Expr)));
    }

    [Fact]
    public void The_dashboard_asks_for_what_the_worker_tells() => Assert.All(DashboardQueries, query => Assert.Empty(Queries.Unknown(query)));

    [Fact]
    public void Every_metric_is_on_the_dashboard()
    {
        var shown = DashboardQueries.SelectMany(Queries.MetricsOf).ToHashSet();

        Assert.All(Metric.All, metric => Assert.Contains(Queries.NamesOf(metric), shown.Contains));
    }

    [Theory]
    [InlineData("docextract.queue.age")]
    [InlineData("docextract.documents")]
    [InlineData("docextract.messages")]
    [InlineData("docextract.stuck")]
    [InlineData("docextract.budget.spent")]
    [InlineData("gen_ai.client.operation.duration")]
    public void What_goes_wrong_raises_an_alarm(string metric)
    {
        var names = Queries.NamesOf(Metric.All.Single(each => each.Name == metric));

        Assert.Contains(Alerts, alert => Queries.MetricsOf(alert.Expr).Any(names.Contains));
    }

    [Fact]
    public void Every_alarm_says_what_is_wrong_and_what_to_do()
    {
        Assert.Equal(Alerts.Count, Alerts.DistinctBy(alert => alert.Name).Count());
        Assert.All(Alerts, alert =>
        {
            Assert.Contains(alert.Labels["severity"], Severities);
            Assert.EndsWith(".", alert.Annotations["summary"], StringComparison.Ordinal);
            Assert.True(alert.Annotations["description"].Length > 80);
            Assert.All(BracesOf(alert.Expr), Assert.Empty);
        });
    }

    /// <summary>Of two conditions Prometheus tells the value of the first.</summary>
    [Fact]
    public void What_is_told_as_a_percentage_is_a_share() => Assert.All(
        Alerts.Where(alert => alert.Annotations["description"].Contains("humanizePercentage", StringComparison.Ordinal)),
        alert => Assert.Contains(" / ", alert.Expr.Split(" and ")[0], StringComparison.Ordinal));

    [Fact]
    public void Every_alarm_is_in_the_documentation()
    {
        string docs = File.ReadAllText(Some.RepositoryPath("docs", "telemetry.md"));

        Assert.All(Alerts, alert => Assert.Contains($"| `{alert.Name}` |", docs, StringComparison.Ordinal));
    }

    [Fact]
    public void The_documentation_lists_the_metrics_and_their_labels_and_no_others()
    {
        var rows = Row().Matches(File.ReadAllText(Some.RepositoryPath("docs", "telemetry.md")))
            .Select(row => (Name: row.Groups["name"].Value, Prometheus: row.Groups["prometheus"].Value, Kind: row.Groups["kind"].Value, Unit: row.Groups["unit"].Value, Labels: row.Groups["labels"].Value));

        Assert.Equal(
            Metric.All.Select(metric => (
                metric.Name, metric.PrometheusName, metric.Kind.ToString().ToLowerInvariant(), metric.Unit, string.Join(", ", metric.Labels.Select(label => $"`{label}`")))),
            rows);
    }

    [Fact]
    public void Panels_of_the_dashboard_are_told_apart_and_explained()
    {
        var panels = Dashboard["panels"]!.AsArray();

        Assert.Equal(panels.Count, panels.DistinctBy(panel => (int)panel!["id"]!).Count());
        Assert.Equal(panels.Count, panels.DistinctBy(panel => (string)panel!["title"]!).Count());
        Assert.All(panels, panel => Assert.False(string.IsNullOrEmpty((string?)panel!["description"])));
        Assert.All(panels, panel => Assert.Equal("${datasource}", (string)panel!["datasource"]!["uid"]!));
    }

    /// <summary>What is left of a query's brackets when those that belong together are taken out.</summary>
    private static IEnumerable<string> BracesOf(string query)
    {
        string left = NotBracket().Replace(query, "");
        for (string before = ""; before != left;)
        {
            (before, left) = (left, left.Replace("()", "", StringComparison.Ordinal).Replace("[]", "", StringComparison.Ordinal).Replace("{}", "", StringComparison.Ordinal));
        }

        return [left];
    }

    private static string Read(string file) => File.ReadAllText(Some.RepositoryPath("k8s", "components", "monitoring", file));

    [GeneratedRegex("""^\| `(?<name>[a-z_.]+)` \| `(?<prometheus>[a-z_]+)` \| (?<kind>counter|gauge|histogram) \| `(?<unit>[^`]+)` \| (?<labels>[^|]*?) *\|""", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"[^(){}\[\]]")]
    private static partial Regex NotBracket();
}
