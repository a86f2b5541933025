using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.IntegrationTests.ModelServer;
using DocExtract.Pages;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;
using NetVips;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>A model's word about a document from <c>samples/</c>, judged by the same evidence and checks as any reader's.</summary>
public sealed class VisionExtractionTests
{
    private const string Sample = "invoice-de-three-pages";

    [Fact]
    public async Task Pages_reach_the_model_at_150_dots_an_inch()
    {
        var (_, request) = await ExtractAsync(_ => { });

        var sizes = request.Images.Select(jpeg =>
        {
            using var image = Image.NewFromBuffer(jpeg);
            return (image.Width, image.Height);
        }).ToList();
        Assert.Equal(3, sizes.Count);
        Assert.All(sizes, size =>
        {
            Assert.InRange(size.Width, 1238, 1242);
            Assert.InRange(size.Height, 1752, 1756);
        });
    }

    [Fact]
    public async Task Right_answer_is_accepted()
    {
        var (extraction, _) = await ExtractAsync(_ => { });

        Assert.DoesNotContain(extraction.Findings, finding => finding.Severity == Checks.Severity.Error);
        Assert.Equal(Verdict.Accepted, extraction.Verdict);
        Assert.Equal("vision", extraction.Reader);
        Assert.Single(extraction.Calls);
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("1234567.89")]
    public async Task Total_that_a_model_was_talked_into_is_not_accepted(string total)
    {
        var (extraction, _) = await ExtractAsync(answer => answer["total"] = total);

        Assert.Equal(Verdict.NeedsReview, extraction.Verdict);
        Assert.Contains(extraction.Findings, finding => finding.Field == "/total");
    }

    private static async Task<(Extraction Extraction, ModelRequest Request)> ExtractAsync(Action<JsonObject> change)
    {
        var answer = await TruthAsync();
        change(answer);
        await using var server = await ScriptedModelServer.StartAsync(ModelStep.Answer(answer.ToJsonString()));
        var limits = new SourceLimits();
        using var opener = new DocumentOpener(new PageOptions(), limits);
        var extractor = new Extractor(
            limits, opener, SchemaCatalog.Load(Some.RepositoryPath("schemas")),
            [new VisionReader(Some.Vision(server.Endpoint), TimeProvider.System)], TimeProvider.System);

        byte[] content = await File.ReadAllBytesAsync(Some.RepositoryPath("samples", "documents", $"{Sample}.pdf"));
        var extraction = await extractor.ExtractAsync($"{Sample}.pdf", content, "invoice", new MemoryAccount(), CancellationToken.None);

        return (extraction, Assert.Single(server.Requests));
    }

    /// <summary>The sample's truth as a model says it: numbers as text.</summary>
    private static async Task<JsonObject> TruthAsync()
    {
        string json = await File.ReadAllTextAsync(Some.RepositoryPath("samples", "expected", $"{Sample}.json"));
        var truth = JsonNode.Parse(json)!.AsObject();
        truth.Remove("document_type");
        foreach (var number in Numbers(truth).ToList())
        {
            number.ReplaceWith(number.ToJsonString());
        }

        return truth;
    }

    private static IEnumerable<JsonNode> Numbers(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(child => Numbers(child.Value)),
        JsonArray rows => rows.SelectMany(Numbers),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => [value],
        _ => [],
    };
}
