using DocExtract.Pages.Images;
using NetVips;

namespace DocExtract.Pages.Ocr;

/// <summary>Work on whole pictures, done by libvips. The pixels of the source are wrapped, not copied.</summary>
internal static class Raster
{
    /// <summary>A little more than an A4 page at 300 dpi has; more only costs time and memory.</summary>
    public const double WorkingPixels = 9e6;

    static Raster() => VipsRuntime.Prepare();

    /// <summary>The picture itself, or for huge scans a smaller one.</summary>
    public static PixelImage ShrinkToWorkingSize(PixelImage image) =>
        Resize(image, Math.Min(1, Math.Sqrt(WorkingPixels / ((double)image.Width * image.Height))));

    /// <summary>Scales evenly; the picture itself when nothing changes.</summary>
    public static PixelImage Resize(PixelImage image, double scale)
    {
        if (scale == 1)
        {
            return image;
        }

        using var source = Wrap(image);
        using var resized = source.Resize(scale, Enums.Kernel.Linear);
        return new PixelImage(resized.Width, resized.Height, resized.WriteToMemory<byte>(), null);
    }

    /// <summary>Turns clockwise by a quarter.</summary>
    public static PixelImage TurnQuarter(PixelImage image)
    {
        using var source = Wrap(image);
        using var turned = source.Rot90();
        return new PixelImage(turned.Width, turned.Height, turned.WriteToMemory<byte>(), null);
    }

    private static Image Wrap(PixelImage image) =>
        Image.NewFromMemory(image.Rgb, image.Width, image.Height, 3, Enums.BandFormat.Uchar);
}
