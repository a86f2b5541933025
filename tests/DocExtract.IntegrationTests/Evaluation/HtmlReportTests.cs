using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Sources;
using DocExtract.Worker.Evaluation;
using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Reporting.Html;
using DocExtract.Worker.Evaluation.Scores;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.IntegrationTests.Evaluation;

public sealed class HtmlReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-html-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Document_that_is_not_right_gets_a_page_with_its_picture_and_the_places_of_its_values()
    {
        await WriteAsync("""{"total": 9.00, "currency": "GBP"}""");

        string page = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "samples", "invoice-en-british.html"));
        Assert.Contains("<tr class=\"wrong\"><td>total</td><td>9.00</td><td>1.00</td><td>wrong</td></tr>", page, StringComparison.Ordinal);
        Assert.Contains("<g class=\"mark wrong\"><title>/total: 1.00 (support 90 %)</title>", page, StringComparison.Ordinal);
        Assert.Contains("<g class=\"mark right\"><title>/currency: &lt;GBP&gt; (support 90 %)</title>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"invoice-en-british-1.jpg\"", page, StringComparison.Ordinal);
        byte[] jpeg = await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "samples", "invoice-en-british-1.jpg"));
        Assert.Equal([0xFF, 0xD8, 0xFF], jpeg[..3]);
        Assert.Contains("samples/invoice-en-british.html", await IndexAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_that_is_right_gets_none()
    {
        await WriteAsync("""{"total": 1.00, "currency": "GBP"}""");

        Assert.Equal("index.html", Assert.Single(_folder.EnumerateFileSystemInfos()).Name);
        Assert.Contains("Everything is right.", await IndexAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_fetches_nothing_from_elsewhere_and_runs_no_script()
    {
        await WriteAsync("""{"total": 9.00}""");

        foreach (var file in _folder.EnumerateFiles("*.html", SearchOption.AllDirectories))
        {
            string html = await File.ReadAllTextAsync(file.FullName);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("http", html.Replace("http://www.w3.org/2000/svg", ""), StringComparison.OrdinalIgnoreCase);
        }
    }

    private Task<string> IndexAsync() => File.ReadAllTextAsync(Path.Combine(_folder.FullName, "index.html"));

    private async Task WriteAsync(string truth)
    {
        var limits = new SourceLimits();
        using var opener = new DocumentOpener(new PageOptions(), limits);
        var document = new TruthDocument(
            "invoice-en-british", Some.RepositoryPath("samples", "documents", "invoice-en-british.pdf"), Some.Truth(truth).Values);
        var extraction = Some.Extraction(
            """{"total": 1.00, "currency": "GBP"}""",
            new FieldEvidence("/total", 1, new Box(0.5, 0.5, 0.6, 0.52), "1.00", EvidenceSource.TextLayer, 0.9),
            new FieldEvidence("/currency", 1, new Box(0.6, 0.5, 0.7, 0.52), "<GBP>", EvidenceSource.TextLayer, 0.9));
        var evaluated = new EvaluatedDocument(document, extraction, DocumentComparison.Compare(document, extraction));
        var set = new EvaluatedSet(new SetRun("samples", 1, 1, [evaluated.Result]), [evaluated]);

        await new HtmlReport(opener, limits, _folder).WriteAsync([set], [], CancellationToken.None);
    }
}
