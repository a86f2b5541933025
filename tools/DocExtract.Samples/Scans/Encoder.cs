using NetVips;

namespace DocExtract.Samples.Scans;

/// <summary>Writes pictures as files.</summary>
internal static class Encoder
{
    public static byte[] Jpeg(Grey grey, int quality)
    {
        using var image = ToImage(grey);
        return image.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.None);
    }

    /// <summary>A camera's file: lies on its side and says so in EXIF (orientation 6: turn clockwise to see it upright); warm light.</summary>
    public static byte[] Photograph(Grey grey, int quality)
    {
        using var image = ToImage(grey);
        using var warm = (image * new[] { 1.0, 0.97, 0.90 }).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var lying = warm.Rot270().Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", 6));
        return lying.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.Exif);
    }

    public static byte[] Png(Grey grey)
    {
        using var image = ToImage(grey);
        return image.PngsaveBuffer(compression: 9, palette: true, bitdepth: 4, keep: Enums.ForeignKeep.None);
    }

    /// <summary>A fax-like TIFF of several pages, black and white.</summary>
    public static byte[] FaxTiff(IReadOnlyList<Grey> pages, double dpi)
    {
        using var all = Image.Arrayjoin([.. pages.Select(ToImage)], across: 1);
        using var bilevel = all > 185;
        using var paged = bilevel.Mutate(mutable => mutable.Set(GValue.GIntType, "page-height", pages[0].Height));
        using var sized = paged.Copy(xres: dpi / 25.4, yres: dpi / 25.4);
        return sized.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Ccittfax4, bitdepth: 1, keep: Enums.ForeignKeep.None);
    }

    private static Image ToImage(Grey grey) =>
        Image.NewFromMemory(grey.ToBytes(), grey.Width, grey.Height, 1, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
}
