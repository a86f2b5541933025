using DocExtract.Pages.Ocr;
using DocExtract.Sources;
using ImageMagick;
using NetVips;

namespace DocExtract.Pages.Images;

/// <summary>Opens pictures: looks at their headers only, decodes a page when it is asked for.</summary>
internal sealed class ImageOpener(SourceLimits limits, CpuGate gate, Lazy<OcrEngine> ocr)
{
    /// <exception cref="DocumentRejectedException">Corrupt, or over a limit.</exception>
    public IReadOnlyList<IPageContent> Open(SourceFile source)
    {
        byte[] content = source.Content.ToArray();
        var sizes = Guarded(() => UsesMagick(source.Kind)
            ? [Magick.Measure(source.Kind, content)]
            : Vips.Measure(source.Kind, content, limits.CheckPages));
        foreach (var (index, (width, height)) in sizes.Index())
        {
            limits.CheckPixels(width, height, index + 1);
        }

        return [.. sizes.Select((_, page) => new ImagePage(pixels => Decode(source.Kind, content, page, pixels), gate, ocr, OcrLook.First))];
    }

    private static PixelImage Decode(SourceKind kind, byte[] content, int page, double mostPixels) =>
        Guarded(() => UsesMagick(kind) ? Magick.Decode(kind, content) : Vips.Decode(kind, content, page, mostPixels));

    private static bool UsesMagick(SourceKind kind) => kind is SourceKind.Heic or SourceKind.Bmp;

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is VipsException or MagickException)
        {
            throw new DocumentRejectedException(
                RejectionCode.Corrupt, "The picture is damaged or broken off and cannot be decoded. Send it again, or scan it anew.", e);
        }
    }
}

/// <summary>A picture, or a page of a multi-page TIFF: pixels without a text layer.</summary>
/// <param name="decode">Decodes it with at most so many pixels.</param>
/// <param name="gate">Bounds how many are in work.</param>
/// <param name="ocr">Reads it.</param>
/// <param name="look">The size at which it is read.</param>
internal sealed class ImagePage(Func<double, PixelImage> decode, CpuGate gate, Lazy<OcrEngine> ocr, OcrLook look) : IPageContent
{
    public IReadOnlyList<Word> TextLayer => [];

    public IReadOnlyList<HiddenWord> HiddenWords => [];

    public IPageContent Again => new ImagePage(decode, gate, ocr, OcrLook.Second);

    public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) =>
        gate.Run(() => ocr.Value.Read(decode(Raster.WorkingPixels), look, cancellationToken), cancellationToken);

    public PixelImage Render(double dpi, CancellationToken cancellationToken) => gate.Run(() => decode(double.PositiveInfinity), cancellationToken);
}
