using DocExtract.Sources;
using ImageMagick;

namespace DocExtract.Pages.Images;

/// <summary>Decodes HEIC, for which libvips as packaged lacks the codec, and BMP, from memory with ImageMagick. Runs in a decoder only; see <see cref="Decoding.PictureDecoder"/>.</summary>
internal static class Magick
{
    private const double InchesACentimetre = 1 / 2.54;

    static Magick()
    {
        // Nothing goes to disk, and a picture within our own limit on pixels fits.
        ResourceLimits.Disk = 0;
        ResourceLimits.Memory = 2UL << 30;
        ResourceLimits.Thread = 1;
    }

    /// <summary>Size of the picture, from its header.</summary>
    /// <exception cref="MagickException">Damaged.</exception>
    public static PictureSizes Measure(SourceKind kind, byte[] content)
    {
        var header = new MagickImageInfo();
        header.Read(content, Settings(kind));
        return new PictureSizes(1, [((int)header.Width, (int)header.Height)]);
    }

    /// <summary>Decodes the picture upright, over white, in sRGB.</summary>
    /// <exception cref="MagickException">Damaged or broken off.</exception>
    public static void Decode(SourceKind kind, byte[] content, PixelSink take)
    {
        using var image = new MagickImage(content, Settings(kind));
        image.AutoOrient();
        image.BackgroundColor = MagickColors.White;
        image.Alpha(AlphaAction.Remove);
        image.ColorSpace = ColorSpace.sRGB;
        using var pixels = image.GetPixelsUnsafe();
        byte[] rgb = pixels.ToByteArray(PixelMapping.RGB) ?? throw new MagickCorruptImageErrorException("The picture has no pixels.");
        take((int)image.Width, (int)image.Height, DpiOf(image), rgb);
    }

    private static double? DpiOf(MagickImage image) => image.Density.Units switch
    {
        DensityUnit.PixelsPerInch => Vips.DpiOf(image.Density.X, (int)image.Width),
        DensityUnit.PixelsPerCentimeter => Vips.DpiOf(image.Density.X / InchesACentimetre, (int)image.Width),
        _ => null,
    };

    private static MagickReadSettings Settings(SourceKind kind) => new()
    {
        Format = kind == SourceKind.Heic ? MagickFormat.Heic : MagickFormat.Bmp,
        FrameIndex = 0,
        FrameCount = 1,
    };
}
