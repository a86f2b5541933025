using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Pages;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;

namespace DocExtract.IntegrationTests.Docs;

/// <summary>The type of docs/add-a-document-type.md, a purchase order, read without a model.</summary>
public sealed class OwnTypeTests
{
    [Theory]
    [InlineData("order-en-stationery", Verdict.Accepted, "")]
    [InlineData("order-en-total-wrong", Verdict.NeedsReview, "total")]
    public async Task Orders_are_told_by_their_words_and_read_offline_to_the_last_value(string sample, Verdict verdict, string broken)
    {
        var extraction = await ExtractAsync(sample);

        Assert.Equal(("purchase_order", verdict), (extraction.DocumentType, extraction.Verdict));
        Assert.Equal(broken, string.Join(' ', extraction.Findings.Where(finding => finding.Severity == Checks.Severity.Error).Select(finding => finding.Rule)));
        var truth = JsonNode.Parse(await File.ReadAllTextAsync(Some.RepositoryPath("samples-purchase-orders", "expected", $"{sample}.json")))!.AsObject();
        truth.Remove("document_type");
        using var expected = JsonDocument.Parse(truth.ToJsonString());
        using var read = JsonDocument.Parse(extraction.Data.ToJsonString());
        Assert.True(JsonElement.DeepEquals(expected.RootElement, read.RootElement), $"Expected {truth.ToJsonString()}\nand read {extraction.Data}.");
    }

    [Theory]
    [InlineData("invoice-en-british", "invoice")]
    [InlineData("receipt-en-scan", "receipt")]
    public async Task Beside_it_the_other_types_are_told_as_before(string sample, string type)
    {
        var types = Types();
        using var opener = new DocumentOpener(new PageOptions(), new SourceLimits());
        string path = Directory.GetFiles(Some.RepositoryPath("samples", "documents"), $"{sample}.*").Single();
        var document = opener.Open(SourceFile.Open(sample, await File.ReadAllBytesAsync(path), new SourceLimits()), CancellationToken.None);

        Assert.Equal(type, types.Guess(document, CancellationToken.None).Schema.Name);
    }

    /// <summary>The installed types and the new one.</summary>
    private static SchemaCatalog Types()
    {
        var installed = SchemaCatalog.Load(Some.RepositoryPath("schemas"));
        var added = SchemaCatalog.LoadType(Some.RepositoryPath("samples-purchase-orders", "types", "purchase_order"));
        return new SchemaCatalog(installed.Names.Select(installed.Get).Append(added).ToDictionary(type => type.Name));
    }

    private static async Task<Extraction> ExtractAsync(string sample)
    {
        var limits = new SourceLimits();
        using var opener = new DocumentOpener(new PageOptions(), limits);
        var extractor = new Extractor(limits, opener, Types(), [new OfflineReader()], TimeProvider.System);
        byte[] content = await File.ReadAllBytesAsync(Some.RepositoryPath("samples-purchase-orders", "documents", $"{sample}.pdf"));
        return await extractor.ExtractAsync($"{sample}.pdf", content, null, new MemoryAccount(), CancellationToken.None);
    }
}
