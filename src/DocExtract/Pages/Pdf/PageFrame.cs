namespace DocExtract.Pages.Pdf;

/// <summary>
/// Brings PDFium's page coordinates (the file's own, before /Rotate, lower left origin anywhere) to the page as it is shown.
/// </summary>
/// <param name="Left">Of the visible part: what crop box and media box share.</param>
/// <param name="Bottom">Likewise.</param>
/// <param name="Right">Likewise.</param>
/// <param name="Top">Likewise.</param>
/// <param name="QuarterTurns">Clockwise, 0 to 3.</param>
internal readonly record struct PageFrame(double Left, double Bottom, double Right, double Top, int QuarterTurns)
{
    public double Width => QuarterTurns % 2 == 0 ? Right - Left : Top - Bottom;

    public double Height => QuarterTurns % 2 == 0 ? Top - Bottom : Right - Left;

    public PagePoint Show(double x, double y) => QuarterTurns switch
    {
        1 => new(y - Bottom, Right - x),
        2 => new(Right - x, Top - y),
        3 => new(Top - y, x - Left),
        _ => new(x - Left, y - Bottom),
    };

    /// <summary>The box, in fractions of the page, around points in page coordinates.</summary>
    public Box Around(params ReadOnlySpan<(double X, double Y)> corners)
    {
        var box = new Box(double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var (x, y) in corners)
        {
            var point = Show(x, y);
            var (fx, fy) = (point.X / Width, 1 - (point.Y / Height));
            box = box.Union(new Box(fx, fy, fx, fy));
        }

        return box;
    }
}
