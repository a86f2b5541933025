using DocExtract.Pages;
using NetVips;

namespace DocExtract.Worker.Drawing;

/// <summary>A page as a JPEG for people: fine enough to read, small enough to keep many.</summary>
internal sealed record PagePicture(int Width, int Height, byte[] Jpeg)
{
    private const double Dpi = 110;
    private const int LongestSide = 2200;
    private const int Quality = 78;

    /// <exception cref="Sources.DocumentRejectedException">The page cannot be drawn.</exception>
    public static PagePicture Of(Page page, CancellationToken cancellationToken)
    {
        var drawn = page.Render(Dpi, cancellationToken);
        using var pixels = Image.NewFromMemory(drawn.Rgb, drawn.Width, drawn.Height, 3, Enums.BandFormat.Uchar);
        using var image = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
        double scale = (double)LongestSide / Math.Max(drawn.Width, drawn.Height);
        if (scale >= 1)
        {
            return Of(image);
        }

        using var smaller = image.Resize(scale);
        return Of(smaller);
    }

    private static PagePicture Of(Image image) =>
        new(image.Width, image.Height, image.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None));
}
