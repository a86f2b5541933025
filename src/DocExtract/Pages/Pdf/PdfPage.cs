using DocExtract.Pages.Ocr;
using DocExtract.Sources;

namespace DocExtract.Pages.Pdf;

/// <summary>A page of a PDF.</summary>
internal sealed class PdfPage : IPageContent
{
    /// <summary>From here on a page counts as a scan, or as printed on a letterhead that is a picture: its words may be in the picture.</summary>
    private const double MostlyPicture = 0.5;

    private readonly int _index;
    private readonly PageSize _size;
    private readonly PdfDrawing _drawing;
    private readonly double _pictureShare;
    private readonly Lazy<(IReadOnlyList<Word> Seen, IReadOnlyList<HiddenWord> Hidden)> _text;

    public PdfPage(int index, PageSize size, TextPage text, PdfDrawing drawing)
    {
        (_index, _size, _drawing, _pictureShare) = (index, size, drawing, text.PictureShare);
        _text = new(() => Sight.Part(text.Words, () => drawing.Draw(index, size, Sight.Dpi, CancellationToken.None)));
    }

    private PdfPage(PdfPage page, PdfDrawing drawing) =>
        (_index, _size, _drawing, _pictureShare, _text) = (page._index, page._size, drawing, page._pictureShare, page._text);

    public IReadOnlyList<Word> TextLayer => _text.Value.Seen;

    public IReadOnlyList<HiddenWord> HiddenWords => _text.Value.Hidden;

    public IPageContent Again => new PdfPage(this, _drawing.Again());

    public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken)
    {
        var words = TextLayer;
        if (!Readability.IsReadable(words))
        {
            return _drawing.Read(_index, _size, cancellationToken);
        }

        bool mostlyPicture = _pictureShare >= MostlyPicture;
        if (!mostlyPicture && !words.Any(Mending.IsBroken))
        {
            return words;
        }

        var seen = _drawing.Read(_index, _size, cancellationToken);
        var mended = Mending.Mend(words, seen);
        return mostlyPicture ? Mending.Complete(mended, seen) : mended;
    }

    public PixelImage Render(double dpi, CancellationToken cancellationToken) => _drawing.Draw(_index, _size, dpi, cancellationToken);
}

/// <summary>Draws and reads the pages of one PDF.</summary>
internal sealed class PdfDrawing(PdfSource source, SandboxPool pool, CpuGate gate, Lazy<OcrEngine> ocr, PageOptions options, SourceLimits limits, OcrLook look)
{
    /// <summary>Reads at the other size.</summary>
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

    /// <summary>Reads the page by its pixels.</summary>
    public IReadOnlyList<Word> Read(int index, PageSize size, CancellationToken cancellationToken)
    {
        var image = Draw(index, size, options.Dpi, cancellationToken);
        return gate.Run(() => ocr.Value.Read(image, look, cancellationToken), cancellationToken);
    }
}
