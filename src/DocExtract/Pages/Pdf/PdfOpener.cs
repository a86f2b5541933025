using DocExtract.Pages.Ocr;
using DocExtract.Sources;

namespace DocExtract.Pages.Pdf;

/// <summary>Opens PDFs: PDFium says what can be drawn, PdfPig what the text layer says.</summary>
internal sealed class PdfOpener(PageOptions options, SourceLimits limits, CpuGate gate, Lazy<OcrEngine> ocr) : IDisposable
{
    private readonly SandboxPool _pool = new(options);
    private readonly PdfTextReader _text = new(options);

    /// <exception cref="DocumentRejectedException">Encrypted, corrupt, over a limit, or without pages.</exception>
    public (IReadOnlyList<IPageContent> Pages, IReadOnlyList<Attachment> Attachments) Open(
        ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var source = new PdfSource(content);
        return gate.Run(() => Open(source, cancellationToken), cancellationToken);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _text.Dispose();
    }

    private (IReadOnlyList<IPageContent> Pages, IReadOnlyList<Attachment> Attachments) Open(PdfSource source, CancellationToken cancellationToken)
    {
        var (count, sizes) = _pool.Use(source, sandbox => sandbox.Measure(limits.MaxPages, cancellationToken), cancellationToken);
        limits.CheckPages(count);
        foreach (var (index, size) in sizes.Index())
        {
            var (width, height) = size.PixelsAt(options.Dpi);
            limits.CheckPixels(width, height, index + 1);
        }

        var text = _text.Read(source, sizes.Count, cancellationToken);
        var drawing = new PdfDrawing(source, _pool, gate, ocr, options, limits);
        return (
            [.. sizes.Select((size, index) => new PdfPage(index, size, text.Pages.GetValueOrDefault(index + 1) ?? TextPage.Empty, drawing))],
            text.Attachments);
    }
}
