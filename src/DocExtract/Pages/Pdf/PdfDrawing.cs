using DocExtract.Pages.Ocr;
using DocExtract.Sources;

namespace DocExtract.Pages.Pdf;

/// <summary>Draws and reads the pages of one PDF.</summary>
internal sealed class PdfDrawing(PdfSource source, SandboxPool pool, CpuGate gate, Lazy<OcrEngine> ocr, PageOptions options, SourceLimits limits, OcrLook look)
{
    /// <summary>The same drawing, read at the other size.</summary>
    public PdfDrawing Again() => new(source, pool, gate, ocr, options, limits, OcrLook.Second);

    /// <exception cref="DocumentRejectedException">It cannot be drawn, or has too many pixels at this resolution.</exception>
    public PixelImage Draw(int index, PageSize size, double dpi, CancellationToken cancellationToken)
    {
        var (width, height) = size.PixelsAt(dpi);
        limits.CheckPixels(width, height, index + 1);
        byte[] rgb = gate.Run(
            () => pool.Use(source, sandbox => sandbox.Draw(index, width, height, cancellationToken), cancellationToken), cancellationToken);
        return new PixelImage(width, height, rgb, dpi);
    }

    /// <summary>Draws a page whose text layer serves without; null where it cannot be drawn.</summary>
    public PixelImage? TryDraw(int index, PageSize size, double dpi, CancellationToken cancellationToken)
    {
        try
        {
            return Draw(index, size, dpi, cancellationToken);
        }
        catch (DocumentRejectedException)
        {
            return null;
        }
    }

    /// <summary>Reads the page by its pixels.</summary>
    public IReadOnlyList<Word> Read(int index, PageSize size, CancellationToken cancellationToken) =>
        Read(Draw(index, size, options.Dpi, cancellationToken), cancellationToken);

    /// <summary>Reads what was drawn.</summary>
    public IReadOnlyList<Word> Read(PixelImage image, CancellationToken cancellationToken) =>
        gate.Run(() => ocr.Value.Read(image, look, cancellationToken), cancellationToken);
}
