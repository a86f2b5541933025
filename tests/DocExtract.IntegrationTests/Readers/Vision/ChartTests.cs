using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.ModelServer;
using DocExtract.Pages;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>The chart of <c>samples-charts/</c>: printed values are proven on the page, judged ones are marked as such.</summary>
public sealed class ChartTests
{
    [Fact]
    public async Task Chart_is_known_by_its_words_and_accepted_when_its_printed_values_are_on_the_page()
    {
        var extraction = await ExtractAsync(_ => { });

        Assert.Equal(("chart", Verdict.Accepted), (extraction.DocumentType, extraction.Verdict));
        Assert.Contains(extraction.Evidence, place => place is { Field: "/series/0/points/1/y_read", Text: "63.5", Support: >= 0.5 });
        Assert.DoesNotContain(extraction.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(35m, extraction.Data["series"]![1]!["points"]![1]!["y_estimated"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Value_that_claims_to_be_printed_and_is_not_goes_to_review()
    {
        var extraction = await ExtractAsync(answer => answer["series"]![0]!["points"]![1]!["y_read"] = "64.9");

        Assert.Equal(Verdict.NeedsReview, extraction.Verdict);
        var finding = Assert.Single(extraction.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(("/series/0/points/1/y_read", "read-on-page"), (finding.Field, finding.Rule));
    }

    [Fact]
    public async Task Judged_value_needs_no_place_on_the_page()
    {
        var extraction = await ExtractAsync(answer => answer["series"]![1]!["points"]![0]!["y_estimated"] = "17.5");

        Assert.Equal(Verdict.Accepted, extraction.Verdict);
    }

    [Fact]
    public async Task Judged_value_passed_off_as_printed_goes_to_review()
    {
        var extraction = await ExtractAsync(answer =>
        {
            var point = answer["series"]![1]!["points"]![2]!.AsObject();
            point["y_read"] = point["y_estimated"]!.DeepClone();
            point.Remove("y_estimated");
        });

        Assert.Equal(Verdict.NeedsReview, extraction.Verdict);
    }

    [Fact]
    public async Task Without_a_model_it_is_told_that_a_chart_needs_one()
    {
        var limits = new SourceLimits();
        using var opener = new DocumentOpener(new PageOptions(), limits);
        var extractor = new Extractor(limits, opener, SchemaCatalog.Load(Some.RepositoryPath("schemas")), [new OfflineReader()], TimeProvider.System);

        var extraction = await extractor.ExtractAsync("chart-en-bars.pdf", await ContentAsync(), null, new MemoryAccount(), CancellationToken.None);

        Assert.Equal(("chart", Verdict.NeedsReview), (extraction.DocumentType, extraction.Verdict));
        Assert.Contains("Only a vision model can read a chart", Assert.Single(extraction.Findings).Message, StringComparison.Ordinal);
    }

    private static Task<byte[]> ContentAsync() => File.ReadAllBytesAsync(Some.RepositoryPath("samples-charts", "documents", "chart-en-bars.pdf"));

    private static async Task<Extraction> ExtractAsync(Action<JsonObject> change)
    {
        var answer = JsonNode.Parse(await File.ReadAllTextAsync(Some.RepositoryPath("samples-charts", "expected", "chart-en-bars.json")))!.AsObject();
        answer.Remove("document_type");
        foreach (var point in answer["series"]!.AsArray().SelectMany(series => series!["points"]!.AsArray()).Select(point => point!.AsObject()))
        {
            foreach (var value in point.Where(value => value.Key != "x").ToList())
            {
                point[value.Key] = value.Value!.ToJsonString();
            }
        }

        change(answer);
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer(answer.ToJsonString()));
        var limits = new SourceLimits();
        using var opener = new DocumentOpener(new PageOptions(), limits);
        var extractor = new Extractor(
            limits, opener, SchemaCatalog.Load(Some.RepositoryPath("schemas")),
            [new VisionReader(Some.Vision(server.Endpoint) with { RepairRounds = 0 }, TimeProvider.System)], TimeProvider.System);

        return await extractor.ExtractAsync("chart-en-bars.pdf", await ContentAsync(), null, new MemoryAccount(), CancellationToken.None);
    }
}
