namespace DocExtract.Pages.Pdf;

/// <summary>The bytes of one PDF; told apart by reference, so that a sandbox knows what it has loaded.</summary>
internal sealed class PdfSource(ReadOnlyMemory<byte> content)
{
    public ReadOnlyMemory<byte> Content => content;
}

/// <summary>Points (1/72 inch) as shown, after /Rotate.</summary>
internal readonly record struct PageSize(double Width, double Height)
{
    private const double PointsAnInch = 72;

    public (int Width, int Height) PixelsAt(double dpi) => (Pixels(Width, dpi), Pixels(Height, dpi));

    /// <summary>Saturates, so that absurd sizes are refused by the limit and do not wrap round.</summary>
    private static int Pixels(double points, double dpi) => (int)Math.Clamp(Math.Round(points * dpi / PointsAnInch), 1, int.MaxValue);
}
