using DocExtract.Pages.Images.Decoding;
using DocExtract.Pages.Ocr;
using DocExtract.Sources;

namespace DocExtract.Pages.Images;

/// <summary>Opens pictures: looks at their headers only, decodes a page when it is asked for; both in a process of its own.</summary>
internal sealed class ImageOpener(PageOptions options, SourceLimits limits, CpuGate gate, Lazy<OcrEngine> ocr) : IDisposable
{
    private readonly DecoderPool _decoders = new(options);

    /// <exception cref="DocumentRejectedException">Corrupt, or over a limit.</exception>
    public IReadOnlyList<IPageContent> Open(SourceFile source, CancellationToken cancellationToken)
    {
        var picture = new EncodedPicture(source.Kind, source.Content);
        var (count, sizes) = _decoders.Use(picture, decoder => decoder.Measure(limits.MaxPages, cancellationToken), cancellationToken);
        limits.CheckPages(count);
        foreach (var (index, (width, height)) in sizes.Index())
        {
            limits.CheckPixels(width, height, index + 1);
        }

        return
        [
            .. sizes.Select((_, page) => new ImagePage((pixels, token) => Decode(picture, page, pixels, token), gate, ocr, OcrLook.First)),
        ];
    }

    public void Dispose() => _decoders.Dispose();

    private PixelImage Decode(EncodedPicture picture, int page, double mostPixels, CancellationToken cancellationToken) => _decoders.Use(
        picture,
        decoder => decoder.Decode(page, mostPixels, (width, height) => limits.CheckPixels(width, height, page + 1), cancellationToken),
        cancellationToken);
}

/// <summary>A picture, or a page of a multi-page TIFF: pixels without a text layer.</summary>
/// <param name="decode">Decodes it with at most so many pixels.</param>
/// <param name="gate">Bounds how many are in work.</param>
/// <param name="ocr">Reads it.</param>
/// <param name="look">The size at which it is read.</param>
internal sealed class ImagePage(Func<double, CancellationToken, PixelImage> decode, CpuGate gate, Lazy<OcrEngine> ocr, OcrLook look) : IPageContent
{
    public IReadOnlyList<Word> TextLayer => [];

    public IReadOnlyList<HiddenWord> HiddenWords => [];

    public IPageContent Again => new ImagePage(decode, gate, ocr, OcrLook.Second);

    public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) =>
        gate.Run(() => ocr.Value.Read(decode(Raster.WorkingPixels, cancellationToken), look, cancellationToken), cancellationToken);

    public PixelImage Render(double dpi, CancellationToken cancellationToken) => gate.Run(() => decode(double.PositiveInfinity, cancellationToken), cancellationToken);
}
