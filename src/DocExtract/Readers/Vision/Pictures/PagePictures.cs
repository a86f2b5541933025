using DocExtract.Pages;
using DocExtract.Pages.Images;
using NetVips;

namespace DocExtract.Readers.Vision.Pictures;

/// <summary>Makes the pictures of a page that a model gets: as sharp as it can see and as was asked for, no sharper.</summary>
internal static class PagePictures
{
    // A4 in square inches: what a picture whose resolution nobody knows is taken to show.
    private const double A4 = 8.27 * 11.69;

    // Titles and the shape of a page show at this; more is not needed to tell a type.
    private const double GlanceDpi = 72;

    // No finer than pages are scanned.
    private const double FinestCrop = 300;

    // What stands around a doubtful value tells what it is; evidence may be a little off, too.
    private const double Margin = 0.03;

    static PagePictures() => VipsRuntime.Prepare();

    /// <summary>The page, whole or in strips from the top.</summary>
    /// <param name="page">The page.</param>
    /// <param name="dpi">Dots an inch that are wanted.</param>
    /// <param name="sight">How the model can look at pictures.</param>
    /// <param name="cancellationToken">Ends the drawing.</param>
    /// <param name="size">Below 1: so much smaller than they need be.</param>
    public static IReadOnlyList<PagePicture> Of(Page page, double dpi, ModelSight sight, CancellationToken cancellationToken, double size = 1) =>
        Of(page.Number, page.Render(dpi, cancellationToken), dpi, sight, size);

    /// <summary>One picture of a region of the page with a margin, as sharp as the model can see it, at up to 300 dots an inch.</summary>
    /// <param name="page">The page.</param>
    /// <param name="region">What is to be seen.</param>
    /// <param name="dpi">Dots an inch that are wanted.</param>
    /// <param name="sight">How the model can look at pictures.</param>
    /// <param name="cancellationToken">Ends the drawing.</param>
    public static PagePicture Crop(Page page, Box region, double dpi, ModelSight sight, CancellationToken cancellationToken)
    {
        double wanted = Math.Min(dpi, FinestCrop);
        var whole = page.Render(wanted, cancellationToken);
        var box = new Box(region.X0 - Margin, region.Y0 - Margin, region.X1 + Margin, region.Y1 + Margin).Clamp();
        var cut = whole.Cut(box);
        var plan = PicturePlan.For(new PixelSize(cut.Width, cut.Height), DpiOf(new PixelSize(whole.Width, whole.Height), whole.Dpi, wanted), wanted, sight, mostStrips: 1);
        return Draw(page.Number, cut, plan, sight)[0] with { Region = box };
    }

    /// <summary>A small picture of the whole page, for questions about what it is rather than what it says.</summary>
    public static PagePicture Small(Page page, ModelSight sight, CancellationToken cancellationToken)
    {
        var whole = page.Render(GlanceDpi, cancellationToken);
        var plan = PicturePlan.For(new PixelSize(whole.Width, whole.Height), DpiOf(new PixelSize(whole.Width, whole.Height), whole.Dpi, GlanceDpi), GlanceDpi, sight.Glance, mostStrips: 1);
        return Draw(page.Number, whole, plan, sight)[0];
    }

    /// <summary>How a page of this size would be shown, without drawing it.</summary>
    internal static PicturePlan PlanFor(PixelSize page, double? pageDpi, double dpi, ModelSight sight) =>
        PicturePlan.For(page, DpiOf(page, pageDpi, dpi), dpi, sight);

    internal static IReadOnlyList<PagePicture> Of(int number, PixelImage page, double dpi, ModelSight sight, double size = 1) =>
        Draw(number, page, PlanFor(new PixelSize(page.Width, page.Height), page.Dpi, dpi, sight).Scaled(size), sight);

    internal static IReadOnlyList<PagePicture> Draw(int number, PixelImage page, PicturePlan plan, ModelSight sight)
    {
        bool mayBePng = sight.TakesPng && PictureFormat.IsBitonal(page);
        using var pixels = Image.NewFromMemory(page.Rgb, page.Width, page.Height, 3, Enums.BandFormat.Uchar);
        using var image = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
        return
        [
            .. plan.Strips.Select((strip, index) =>
            {
                var (content, isPng) = PictureFormat.Encode(image, strip, mayBePng);
                return new PagePicture(number, index + 1, plan.Strips.Count, content, isPng, plan.Tokens / plan.Strips.Count) { Detail = plan.Look.Detail };
            }),
        ];
    }

    /// <summary>
    /// A known resolution decides. Cameras write a meaningless 72 into their pictures, so what is unknown or below the wanted
    /// resolution is taken to show an A4 page, whatever its proportions; small pictures are never enlarged.
    /// </summary>
    private static double DpiOf(PixelSize page, double? dpi, double wanted) => dpi is { } known && known >= wanted
        ? known
        : Math.Max(wanted, Math.Sqrt((double)page.Width * page.Height / A4));
}
