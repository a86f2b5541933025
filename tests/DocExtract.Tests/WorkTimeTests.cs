using System.Text.RegularExpressions;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Sources;
using Microsoft.Extensions.Time.Testing;

namespace DocExtract.Tests;

/// <summary>How long the work on one file may take.</summary>
public sealed partial class WorkTimeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Waits_are_not_counted()
    {
        using var work = new WorkTime(Limit, _time, CancellationToken.None);

        _time.Advance(Limit * 0.9);
        using (work.Pause())
        {
            using (work.Pause())
            {
                _time.Advance(Limit);
            }

            _time.Advance(Limit);
        }

        Assert.False(work.IsOver);
        _time.Advance(Limit * 0.09);
        Assert.False(work.IsOver);
        _time.Advance(Limit * 0.02);
        Assert.True(work.IsOver);
        Assert.True(work.Token.IsCancellationRequested);
        Assert.False(work.IsCancelled);
    }

    [Fact]
    public async Task A_document_that_takes_too_long_is_rejected_as_too_slow()
    {
        var read = await ReadAsync("invoice.pdf", Some.Pdf(Some.Text("Invoice")), (_, token) =>
        {
            _time.Advance(Limit * 1.1);
            token.ThrowIfCancellationRequested();
        });

        Assert.Equal((Verdict.Rejected, RejectionCode.TooSlow), (read.Verdict, read.Rejection?.Code));
        Assert.Contains("Extraction:Limits:MaxTime", read.Rejection!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_on_whose_text_a_search_would_never_end_is_rejected_as_too_slow()
    {
        var read = await ReadAsync(
            "invoice.pdf", Some.Pdf(Some.Text("Invoice")), (_, _) => _ = Endless().IsMatch(new string('a', 100) + "!"));

        Assert.Equal((Verdict.Rejected, RejectionCode.TooSlow), (read.Verdict, read.Rejection?.Code));
        Assert.Contains("longer than 0.1 seconds", read.Rejection!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_waits_for_a_model_is_not_too_slow()
    {
        var read = await ReadAsync("invoice.pdf", Some.Pdf(Some.Text("Invoice")), (account, token) =>
        {
            using (account.Wait())
            {
                _time.Advance(Limit * 10);
            }

            token.ThrowIfCancellationRequested();
        });

        Assert.Equal(Verdict.NeedsReview, read.Verdict);
    }

    [Fact]
    public async Task Documents_of_a_file_that_were_read_in_time_are_kept()
    {
        int documents = 0;

        var read = await ReadAsync(
            "batch.pdf", await File.ReadAllBytesAsync(Some.RepositoryPath("samples", "documents", "batch-en-three-invoices.pdf")), (_, token) =>
            {
                _time.Advance(++documents == 2 ? Limit : TimeSpan.Zero);
                token.ThrowIfCancellationRequested();
            });

        Assert.Equal([null, RejectionCode.TooSlow, RejectionCode.TooSlow], read.Parts.Select(part => part.Rejection?.Code));
    }

    [Fact]
    public async Task Two_hundred_dense_pages_end_soon_after_their_limit()
    {
        string content = string.Concat(Enumerable.Range(0, 60).Select(row => Some.Text(
            string.Join(' ', Enumerable.Range(0, 20).Select(i => $"{row}{i},{i:00}")), x: 5, y: 95 - row, size: 1)));
        byte[] dense = Some.PdfOf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(5, 200).Select(number => $"{number} 0 R"))}] /Count 200 /MediaBox [0 0 200 100] /Resources << /Font << /F 4 0 R >> >> >>",
            Some.Stream(content),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            .. Enumerable.Repeat("<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>", 200),
        ]);
        var limits = new SourceLimits { MaxTime = TimeSpan.FromSeconds(1) };
        using var opener = new DocumentOpener(Some.PageOptions, limits);
        var engine = new Extractor(limits, opener, Some.InstalledTypes, [new DocExtract.Readers.Offline.OfflineReader()], TimeProvider.System);

        var read = await engine.ExtractAsync("dense.pdf", dense, null, new MemoryAccount(), CancellationToken.None);

        Assert.Equal(RejectionCode.TooSlow, read.Rejection?.Code);
        Assert.InRange(read.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));
    }

    private async Task<Extraction> ReadAsync(string name, byte[] content, Action<IModelAccount, CancellationToken> read)
    {
        var limits = new SourceLimits { MaxTime = Limit };
        using var opener = new DocumentOpener(Some.PageOptions, limits);
        var engine = new Extractor(limits, opener, Some.InstalledTypes, [new ActingReader(read)], _time);
        return await engine.ExtractAsync(name, content, "invoice", new MemoryAccount(), CancellationToken.None);
    }

    [GeneratedRegex(@"^(\w+\s?)*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Endless();

    private sealed class ActingReader(Action<IModelAccount, CancellationToken> act) : IReader
    {
        public string Name => "acting";

        public Task<Reading?> ReadAsync(Document document, DocumentSchema schema, IModelAccount account, CancellationToken cancellationToken)
        {
            act(account, cancellationToken);
            return Task.FromResult<Reading?>(null);
        }
    }
}
