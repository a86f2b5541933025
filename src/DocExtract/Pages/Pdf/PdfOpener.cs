using DocExtract.Pages.Ocr;
using DocExtract.Sources;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// Opens PDFs. PDFium alone reads them, for the text as for the pixels: so both are in one frame, and nothing that a hostile
/// file does (endless content, reference circles, bombs) happens outside the sandbox.
/// </summary>
internal sealed class PdfOpener(PageOptions options, SourceLimits limits, CpuGate gate, Lazy<OcrEngine> ocr) : IDisposable
{
    private readonly SandboxPool _pool = new(options);

    /// <exception cref="DocumentRejectedException">Encrypted, corrupt, over a limit, or without pages.</exception>
    public (IReadOnlyList<IPageContent> Pages, IReadOnlyList<Attachment> Attachments) Open(
        ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var source = new PdfSource(content);
        return gate.Run(() => Open(source, cancellationToken), cancellationToken);
    }

    public void Dispose() => _pool.Dispose();

    private (IReadOnlyList<IPageContent> Pages, IReadOnlyList<Attachment> Attachments) Open(PdfSource source, CancellationToken cancellationToken)
    {
        var (count, sizes) = _pool.Use(source, sandbox => sandbox.Measure(limits.MaxPages, cancellationToken), cancellationToken);
        limits.CheckPages(count);
        foreach (var (index, size) in sizes.Index())
        {
            var (width, height) = size.PixelsAt(options.Dpi);
            limits.CheckPixels(width, height, index + 1);
        }

        var drawing = new PdfDrawing(source, _pool, gate, ocr, options, limits, OcrLook.First);
        return (
            ReadPages(source, sizes, drawing, cancellationToken),
            _pool.Use(source, sandbox => sandbox.ReadAttachments(cancellationToken), cancellationToken));
    }

    private List<IPageContent> ReadPages(PdfSource source, IReadOnlyList<PageSize> sizes, PdfDrawing drawing, CancellationToken cancellationToken)
    {
        List<IPageContent> pages = [];
        long words = 0;
        foreach (var (index, size) in sizes.Index())
        {
            var text = ReadText(source, index, cancellationToken);
            words += text.Words.Count;
            limits.CheckWords(words);
            pages.Add(new PdfPage(index, size, text, drawing, cancellationToken));
        }

        return pages;
    }

    /// <summary>A page whose text cannot be read may still be drawn; one whose content does not end, can not.</summary>
    private TextPage ReadText(PdfSource source, int index, CancellationToken cancellationToken)
    {
        try
        {
            return _pool.Use(source, sandbox => sandbox.ReadText(index, cancellationToken), cancellationToken);
        }
        catch (DocumentRejectedException e) when (!PdfiumErrors.IsEndless(e))
        {
            return TextPage.Empty;
        }
    }
}
