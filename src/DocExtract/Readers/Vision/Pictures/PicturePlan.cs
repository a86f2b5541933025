namespace DocExtract.Readers.Vision.Pictures;

/// <summary>A part of a page that is sent as one picture: rows of the page's pixels, and the size it is sent at.</summary>
/// <param name="Top">First row of pixels.</param>
/// <param name="Rows">Rows of pixels.</param>
/// <param name="Size">Size it is sent at.</param>
internal sealed record Strip(int Top, int Rows, PixelSize Size);

/// <summary>
/// How a page is shown to a model so that it can be read after the server's own downscaling: whole, or in strips of its full
/// width that overlap, and as closely as is needed. Nothing is sent finer than the model sees it.
/// </summary>
/// <param name="Strips">From the top.</param>
/// <param name="Dpi">Dots an inch at which the model sees the page; relative to an A4 page where the page's size is unknown.</param>
/// <param name="Tokens">Input tokens predicted for the pictures.</param>
/// <param name="Look">How the model is to look at them.</param>
internal sealed record PicturePlan(IReadOnlyList<Strip> Strips, double Dpi, int Tokens, Look Look)
{
    // A line of large print is 1/40 of an A4 page: cut in two, it is whole in one of both strips.
    private const double Overlap = 0.06;

    // Nine tenths of the wanted resolution reads as well and often saves a strip.
    private const double GoodEnough = 0.9;

    /// <summary>The cheapest way to show a page sharp enough; the sharpest where none is.</summary>
    /// <param name="page">Pixels of the page.</param>
    /// <param name="pageDpi">Dots an inch of these pixels.</param>
    /// <param name="wantedDpi">Dots an inch at which the model should see it.</param>
    /// <param name="sight">How the model can look at pictures.</param>
    /// <param name="mostStrips">Pictures at most.</param>
    public static PicturePlan For(PixelSize page, double pageDpi, double wantedDpi, ModelSight sight, int mostStrips = 4)
    {
        double finest = Math.Min(pageDpi, wantedDpi);
        var plans = sight.Looks.Select(look => For(page, pageDpi, finest, look, mostStrips)).ToList();
        return plans.Where(plan => plan.Dpi >= finest * GoodEnough).MinBy(plan => plan.Tokens) ?? plans.MaxBy(plan => plan.Dpi)!;
    }

    /// <summary>The same pictures at another size: to a model these are other pictures.</summary>
    public PicturePlan Scaled(double by)
    {
        IReadOnlyList<Strip> strips = [.. Strips.Select(strip => strip with { Size = strip.Size.Scaled(by) })];
        return this with { Strips = strips, Dpi = Dpi * by, Tokens = strips.Sum(strip => Look.Rules.Tokens(strip.Size)) };
    }

    private static PicturePlan For(PixelSize page, double pageDpi, double finest, Look look, int mostStrips)
    {
        PicturePlan? best = null;
        for (int count = 1; count <= mostStrips && count <= page.Height; count++)
        {
            var plan = InStrips(count, page, pageDpi, finest, look);

            // More strips of the same sharpness would only cost more.
            best = best is null || plan.Dpi > best.Dpi * 1.05 ? plan : best;
            if (best.Dpi >= finest * GoodEnough)
            {
                break;
            }
        }

        return best!;
    }

    private static PicturePlan InStrips(int count, PixelSize page, double pageDpi, double wantedDpi, Look look)
    {
        int rows = count == 1 ? page.Height : Math.Min(page.Height, (int)Math.Ceiling(page.Height * (1 + (Overlap * (count - 1))) / count));
        var size = look.Rules.Seen(new PixelSize(page.Width, rows).Scaled(Math.Min(1, wantedDpi / pageDpi)));
        double dpi = pageDpi * Math.Min((double)size.Width / page.Width, (double)size.Height / rows);
        return new PicturePlan(
            [.. Enumerable.Range(0, count).Select(index => new Strip(Top(index, count, page.Height - rows), rows, size))],
            dpi,
            look.Rules.Tokens(size) * count,
            look);
    }

    private static int Top(int index, int count, int last) => count == 1 ? 0 : (int)Math.Round((double)index * last / (count - 1));
}
