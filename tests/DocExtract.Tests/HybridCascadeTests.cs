using System.Text;
using System.Text.RegularExpressions;
using DocExtract.Checks;
using DocExtract.Readers;
using DocExtract.Readers.EInvoice;
using DocExtract.Readers.Offline;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Sources;

namespace DocExtract.Tests;

/// <summary>A hybrid e-invoice through all readers that cost nothing.</summary>
public sealed class HybridCascadeTests
{
    [Fact]
    public async Task Pages_that_are_proven_right_do_not_silence_an_xml_that_says_another_total()
    {
        byte[] file = File.ReadAllBytes(Some.RepositoryPath("samples", "documents", "invoice-fr-facturx.pdf"));
        using var opener = Some.Opener();
        var engine = new Extractor(new SourceLimits(), opener, Some.InstalledTypes, [new EInvoiceReader(), new OfflineReader()], TimeProvider.System);
        var part = engine.Open("invoice.pdf", file, CancellationToken.None)[0];
        var (name, xml) = part.Document.Attachments.Select(attachment => (attachment.Name, Encoding.UTF8.GetString(attachment.Content.Span))).First();
        string total = Regex.Match(xml, "GrandTotalAmount[^>]*>([0-9.]+)<").Groups[1].Value;
        var forged = part with { Document = part.Document with { Attachments = [new(name, Encoding.UTF8.GetBytes(xml.Replace($">{total}<", $">9{total}<", StringComparison.Ordinal)))] } };
        var without = part with { Document = part.Document with { Attachments = [] } };

        var read = await engine.ReadAsync(forged, null, new MemoryAccount(), CancellationToken.None);
        var pages = await engine.ReadAsync(without, null, new MemoryAccount(), CancellationToken.None);

        Assert.Equal((Verdict.Accepted, ReaderNames.Offline), (pages.Verdict, pages.Reader));
        Assert.Equal(Verdict.NeedsReview, read.Verdict);
        Assert.Contains(read.Findings, finding => finding is { Field: "/total", Severity: Severity.Error });
    }
}
