using DocExtract.ModelServer;
using DocExtract.Pages;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.IntegrationTests.Readers.Vision;

/// <summary>Documents whose words do not tell what they are: the model is asked first.</summary>
public sealed class TypeQuestionTests
{
    private readonly MemoryAccount _account = new();

    [Fact]
    public async Task Type_that_no_word_tells_is_asked_for_with_one_small_picture()
    {
        var (extraction, requests) = await ReadAsync("", ModelStep.Answer("""{"type":"receipt"}"""), ModelStep.Answer("""{"total":"7.00"}"""));

        Assert.Equal("receipt", extraction.DocumentType);
        Assert.Contains("model", extraction.TypeReason, StringComparison.Ordinal);
        Assert.Equal([CallPurpose.ChooseType, CallPurpose.Read], _account.Calls.Select(call => call.Plan.Purpose).Take(2));
        Assert.Single(requests[0].Images);
        var choices = requests[0].Body["response_format"]!["json_schema"]!["schema"]!["properties"]!["type"]!["enum"]!.AsArray();
        Assert.Contains("receipt", choices.Select(choice => (string)choice!));
        Assert.Contains("none", choices.Select(choice => (string)choice!));
        Assert.Equal("receipt", (string)requests[1].Body["response_format"]!["json_schema"]!["name"]!);
    }

    [Fact]
    public async Task Document_of_no_type_is_not_read_any_further()
    {
        var (extraction, requests) = await ReadAsync("", ModelStep.Answer("""{"type":"none"}"""), ModelStep.Answer("""{"total":"7.00"}"""));

        Assert.Equal(Verdict.NeedsReview, extraction.Verdict);
        Assert.Equal("type-none", Assert.Single(extraction.Findings).Rule);
        Assert.Single(requests);
    }

    [Fact]
    public async Task Answer_that_names_no_type_leaves_the_guess_and_its_warning()
    {
        var (extraction, requests) = await ReadAsync("", ModelStep.Answer("I would say an invoice."), ModelStep.Answer("""{"total":"7.00"}"""), ModelStep.Answer("{}"));

        Assert.Equal("invoice", extraction.DocumentType);
        Assert.Contains(extraction.Findings, finding => finding.Rule == "type-unknown");
        Assert.True(requests.Count > 1);
    }

    [Fact]
    public async Task Type_that_words_tell_is_not_asked_for()
    {
        var (_, requests) = await ReadAsync("Cashier receipt change tender thank you", ModelStep.Answer("""{"total":"7.00"}"""), ModelStep.Answer("{}"));

        Assert.Equal("receipt", (string)requests[0].Body["response_format"]!["json_schema"]!["name"]!);
    }

    private async Task<(Extraction Extraction, IReadOnlyList<ModelRequest> Requests)> ReadAsync(string words, params ModelStep[] script)
    {
        await using var server = await ScriptedModelServer.StartAsync(script);
        using var opener = new DocumentOpener(new PageOptions(), new SourceLimits());
        var extractor = new Extractor(
            new SourceLimits(), opener, SchemaCatalog.Load(Some.RepositoryPath("schemas")),
            [new VisionReader(Some.Vision(server.Endpoint), TimeProvider.System)], TimeProvider.System);
        var extraction = await extractor.ExtractAsync("note.pdf", Some.Pdf(words), null, _account, CancellationToken.None);
        return (extraction, server.Requests);
    }
}
