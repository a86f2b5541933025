using DocExtract.Pages;
using NetVips;

namespace DocExtract.Readers.Vision.Pictures;

/// <summary>A picture as it is sent: a page, or a strip of one.</summary>
/// <param name="Page">The page's number, from 1.</param>
/// <param name="Part">The strip's number from the top, from 1.</param>
/// <param name="Parts">Strips of the page; 1 when it is sent whole.</param>
/// <param name="Jpeg">The compressed picture; no metadata.</param>
/// <param name="Tokens">Input tokens predicted for it.</param>
internal sealed record PagePicture(int Page, int Part, int Parts, byte[] Jpeg, int Tokens);

/// <summary>Makes the pictures of a page that a model gets: as sharp as it can see and as was asked for, no sharper.</summary>
internal static class PagePictures
{
    private const int Quality = 85;

    // A4 in square inches: what a picture whose resolution nobody knows is taken to show.
    private const double A4 = 8.27 * 11.69;

    public static IReadOnlyList<PagePicture> Of(Page page, double dpi, ImageRules rules, CancellationToken cancellationToken) =>
        Of(page.Number, page.Render(dpi, cancellationToken), dpi, rules);

    internal static IReadOnlyList<PagePicture> Of(int number, PixelImage page, double dpi, ImageRules rules)
    {
        var plan = PicturePlan.For(new PixelSize(page.Width, page.Height), DpiOf(page, dpi), dpi, rules);
        using var pixels = Image.NewFromMemory(page.Rgb, page.Width, page.Height, 3, Enums.BandFormat.Uchar);
        using var image = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
        return
        [
            .. plan.Strips.Select((strip, index) =>
                new PagePicture(number, index + 1, plan.Strips.Count, Encode(image, strip), plan.Tokens / plan.Strips.Count)),
        ];
    }

    /// <summary>
    /// A known resolution decides. Cameras write a meaningless 72 into their pictures, so what is unknown or below the wanted
    /// resolution is taken to show an A4 page, whatever its proportions; small pictures are never enlarged.
    /// </summary>
    private static double DpiOf(PixelImage page, double wanted) => page.Dpi is { } known && known >= wanted
        ? known
        : Math.Max(wanted, Math.Sqrt((double)page.Width * page.Height / A4));

    private static byte[] Encode(Image page, Strip strip)
    {
        using var cut = page.Crop(0, strip.Top, page.Width, strip.Rows);
        if (strip.Size.Width >= page.Width)
        {
            return cut.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
        }

        using var smaller = cut.Resize((double)strip.Size.Width / page.Width, vscale: (double)strip.Size.Height / strip.Rows);
        return smaller.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }
}
