using DocExtract.Pages.Images;
using DocExtract.Pages.Ocr;
using DocExtract.Pages.Pdf;
using DocExtract.Sources;

namespace DocExtract.Pages;

/// <summary>Opens source files as documents; owns the PDFium sandboxes, the decoders of pictures and the OCR models. Safe to use from several threads.</summary>
public sealed class DocumentOpener : IDisposable
{
    private readonly CpuGate _gate;
    private readonly Lazy<OcrEngine> _ocr;
    private readonly PdfOpener _pdf;
    private readonly ImageOpener _images;

    public DocumentOpener(PageOptions options, SourceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(limits);
        _gate = new CpuGate(options.Parallelism);
        _ocr = new Lazy<OcrEngine>(() => new OcrEngine(options.ModelDirectory ?? Path.Combine(options.NativeDirectory, "ocr")));
        _pdf = new PdfOpener(options, limits, _gate, _ocr);
        _images = new ImageOpener(options, limits, _gate, _ocr);
    }

    /// <summary>Opens a file: pages, text layers and attachments; draws nothing.</summary>
    /// <exception cref="DocumentRejectedException">Encrypted, corrupt, over a limit, or without pages.</exception>
    /// <exception cref="IOException">There is no decoder for pictures; see <see cref="PageOptions.PictureDecoder"/>.</exception>
    public Document Open(SourceFile source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        cancellationToken.ThrowIfCancellationRequested();
        var (pages, attachments) = source.Kind switch
        {
            SourceKind.Xml => ([], []),
            SourceKind.Pdf => _pdf.Open(source.Content, cancellationToken),
            _ => (_images.Open(source, cancellationToken), []),
        };
        return new Document(source, [.. pages.Select((page, index) => new Page(index + 1, page))], attachments);
    }

    public void Dispose()
    {
        _pdf.Dispose();
        _images.Dispose();
        _gate.Dispose();
        if (_ocr.IsValueCreated)
        {
            _ocr.Value.Dispose();
        }
    }
}
