using DocExtract.Pages;
using NetVips;

namespace DocExtract.Readers.Vision.Pictures;

/// <summary>Compresses pictures: PNG for black and white where that is smaller, since JPEG blurs its edges; JPEG for all else.</summary>
internal static class PictureFormat
{
    private const int Quality = 85;

    // What is left of black and white after scaling: sixteen greys look the same and take half the bytes.
    private const int BitsOfScaled = 4;

    /// <summary>Whether every pixel is black or white, as faxes and many scans are.</summary>
    public static bool IsBitonal(PixelImage page)
    {
        var rgb = page.Rgb.AsSpan();
        if (rgb.IndexOfAnyExcept(byte.MinValue, byte.MaxValue) >= 0)
        {
            return false;
        }

        for (int i = 0; i < rgb.Length; i += 3)
        {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2])
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="page">The page's pixels.</param>
    /// <param name="strip">What of it is shown, and how large.</param>
    /// <param name="mayBePng">Whether it is black and white, and the server takes PNG.</param>
    public static (byte[] Content, bool IsPng) Encode(Image page, Strip strip, bool mayBePng)
    {
        using var cut = page.Crop(0, strip.Top, page.Width, strip.Rows);
        bool isScaled = strip.Size.Width < page.Width;
        using var sized = isScaled ? cut.Resize((double)strip.Size.Width / page.Width, vscale: (double)strip.Size.Height / strip.Rows) : cut.Copy();
        byte[] jpeg = sized.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
        if (!mayBePng)
        {
            return (jpeg, false);
        }

        using var grey = sized.ExtractBand(0).Copy(interpretation: Enums.Interpretation.Bw);
        byte[] png = grey.PngsaveBuffer(compression: 9, bitdepth: isScaled ? BitsOfScaled : 1, keep: Enums.ForeignKeep.None);
        return png.Length < jpeg.Length ? (png, true) : (jpeg, false);
    }
}
