using DocExtract.Sources;
using NetVips;

namespace DocExtract.Pages.Images;

/// <summary>Decodes JPEG, PNG, TIFF, WebP and GIF from memory with libvips. Runs in a decoder only; see <see cref="Decoding.PictureDecoder"/>.</summary>
internal static class Vips
{
    private const double MillimetresAnInch = 25.4;

    /// <summary>The sizes at which a JPEG can be decoded directly.</summary>
    private static readonly int[] Shrinks = [8, 4, 2];

    static Vips() => VipsRuntime.Prepare();

    /// <summary>
    /// The number of pictures in a file, the pages of a TIFF and one of any other kind, and their sizes. Reads headers only, and of
    /// more than <paramref name="mostPages"/> none.
    /// </summary>
    /// <exception cref="VipsException">Damaged.</exception>
    public static PictureSizes Measure(SourceKind kind, byte[] content, int mostPages)
    {
        using var first = Load(kind, content, 0, Enums.Access.Sequential);
        int pages = kind == SourceKind.Tiff && first.Contains("n-pages") ? (int)first.Get("n-pages") : 1;
        if (pages > mostPages)
        {
            return new PictureSizes(pages, []);
        }

        List<(int, int)> sizes = [(first.Width, first.Height)];
        for (int page = 1; page < pages; page++)
        {
            using var image = Load(kind, content, page, Enums.Access.Sequential);
            sizes.Add((image.Width, image.Height));
        }

        return new PictureSizes(pages, sizes);
    }

    /// <summary>Decodes a picture upright, over white, in sRGB.</summary>
    /// <param name="kind">Which of the kinds that this class decodes.</param>
    /// <param name="content">The file.</param>
    /// <param name="page">From 0.</param>
    /// <param name="mostPixels">
    /// A larger picture is made smaller while it is decoded, row by row: it never stands in memory at its own size.
    /// </param>
    /// <param name="pixels">Takes the pixels where libvips has them.</param>
    /// <exception cref="VipsException">Damaged or broken off.</exception>
    public static void Decode(SourceKind kind, byte[] content, int page, double mostPixels, PixelSink pixels)
    {
        using var probe = Load(kind, content, page, Enums.Access.Sequential);
        bool turned = probe.Contains("orientation") && (int)probe.Get("orientation") > 1;
        double all = (double)probe.Width * probe.Height, scale = Math.Min(1, Math.Sqrt(mostPixels / all));

        // Turning asks for pixels in another order than they are decoded in; a smaller picture is turned after it was made.
        using var loaded = kind == SourceKind.Jpeg && ShrinkFor(all, mostPixels) is > 1 and var shrink
            ? Image.JpegloadBuffer(content, shrink: shrink, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated)
            : Load(kind, content, page, turned && scale == 1 ? Enums.Access.Random : Enums.Access.Sequential);
        double rest = scale * probe.Width / loaded.Width;
        using var sized = rest < 1 ? loaded.Resize(rest, Enums.Kernel.Linear) : loaded.Copy();
        using var settled = turned && scale < 1 ? sized.CopyMemory() : sized.Copy();
        using var upright = turned ? settled.Autorot() : settled.Copy();
        using var coloured = upright.Interpretation == Enums.Interpretation.Srgb ? upright.Copy() : upright.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = coloured.HasAlpha() ? coloured.Flatten(background: [255.0]) : coloured.Copy();
        using var rgb = opaque.Bands == 3 ? opaque.Cast(Enums.BandFormat.Uchar) : opaque.ExtractBand(0, n: 3).Cast(Enums.BandFormat.Uchar);
        double? dpi = DpiOf(probe.Xres * MillimetresAnInch, probe.Width) * Math.Min(1, (double)sized.Width / probe.Width);
        nint address = rgb.WriteToMemory(out ulong length);
        try
        {
            pixels(rgb.Width, rgb.Height, dpi, Span(address, length));
        }
        finally
        {
            NetVips.NetVips.Free(address);
        }
    }

    private static unsafe ReadOnlySpan<byte> Span(nint address, ulong length) => new((void*)address, checked((int)length));

    /// <summary>
    /// How many times smaller a JPEG is decoded, which saves nearly all of the time; somewhat fewer pixels than were asked for
    /// will do, so that a scan of A4 at 600 dpi comes at 300.
    /// </summary>
    private static int ShrinkFor(double pixels, double mostPixels) =>
        Shrinks.FirstOrDefault(shrink => pixels / (shrink * shrink) >= 0.7 * mostPixels, 1);

    /// <summary>Only scanners know; what cameras and drawing programs write by default makes a page absurdly large or small.</summary>
    internal static double? DpiOf(double dpi, int width) => dpi is >= 90 and <= 1250 && width / dpi is >= 1.5 and <= 20 ? Math.Round(dpi, 1) : null;

    /// <summary>By the kind the file was taken in as: no second guess at what it might be.</summary>
    private static Image Load(SourceKind kind, byte[] content, int page, Enums.Access access) => kind switch
    {
        SourceKind.Jpeg => Image.JpegloadBuffer(content, access: access, failOn: Enums.FailOn.Truncated),
        SourceKind.Png => Image.PngloadBuffer(content, access: access, failOn: Enums.FailOn.Truncated),
        SourceKind.Tiff => Image.TiffloadBuffer(content, page: page, access: access, failOn: Enums.FailOn.Truncated),
        SourceKind.WebP => Image.WebploadBuffer(content, access: access, failOn: Enums.FailOn.Truncated),
        SourceKind.Gif => Image.GifloadBuffer(content, access: access, failOn: Enums.FailOn.Truncated),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "libvips is not asked for this kind."),
    };
}
