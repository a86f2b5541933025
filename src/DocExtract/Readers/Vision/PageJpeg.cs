using DocExtract.Pages;
using NetVips;

namespace DocExtract.Readers.Vision;

/// <summary>A page as a model gets it: a JPEG no finer than asked for.</summary>
internal static class PageJpeg
{
    private const int Quality = 85;

    // A4 in square inches: what a picture whose resolution nobody knows is taken to show.
    private const double A4 = 8.27 * 11.69;

    /// <summary>Scales down to <paramref name="dpi"/> (never up) and compresses; no metadata is kept.</summary>
    public static byte[] Encode(PixelImage page, double dpi)
    {
        using var pixels = Image.NewFromMemory(page.Rgb, page.Width, page.Height, 3, Enums.BandFormat.Uchar);
        using var image = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
        double scale = Scale(page, dpi);
        if (scale >= 1)
        {
            return image.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
        }

        using var smaller = image.Resize(scale);
        return smaller.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }

    /// <summary>
    /// A known resolution decides. Cameras write a meaningless 72 into their pictures, so what is unknown or below the wanted
    /// resolution is brought to the number of pixels of an A4 page instead, whatever its proportions.
    /// </summary>
    internal static double Scale(PixelImage page, double dpi) => page.Dpi is { } known && known >= dpi
        ? dpi / known
        : Math.Min(1, Math.Sqrt(A4 * dpi * dpi / ((double)page.Width * page.Height)));
}
