namespace DocExtract.Pages;

/// <summary>
/// A rectangle on a page, in fractions of the page's width and height as it is shown (after /Rotate, EXIF and OCR turns):
/// (0, 0) is the top left corner, (1, 1) the bottom right.
/// </summary>
public readonly record struct Box(double X0, double Y0, double X1, double Y1)
{
    public double Width => X1 - X0;

    public double Height => Y1 - Y0;

    public double CenterX => (X0 + X1) / 2;

    public double CenterY => (Y0 + Y1) / 2;

    private double Longer => Math.Max(Width, Height);

    /// <summary>The smallest box that holds both.</summary>
    public Box Union(Box other) =>
        new(Math.Min(X0, other.X0), Math.Min(Y0, other.Y0), Math.Max(X1, other.X1), Math.Max(Y1, other.Y1));

    /// <summary>Whether a point lies in it; of two boxes side by side one holds the point between.</summary>
    public bool Holds(double x, double y) => x >= X0 && x < X1 && y >= Y0 && y < Y1;

    /// <summary>A place on the page as seen from this box, in fractions of its longer side: letters keep their shape.</summary>
    internal Box Inside(Box place) =>
        new((place.X0 - X0) / Longer, (place.Y0 - Y0) / Longer, (place.X1 - X0) / Longer, (place.Y1 - Y0) / Longer);

    /// <summary>The way back from <see cref="Inside"/>.</summary>
    internal Box Outside(Box place) =>
        new(X0 + (place.X0 * Longer), Y0 + (place.Y0 * Longer), X0 + (place.X1 * Longer), Y0 + (place.Y1 * Longer));

    /// <summary>What of it lies on the page.</summary>
    internal Box Clamp() => new(Math.Clamp(X0, 0, 1), Math.Clamp(Y0, 0, 1), Math.Clamp(X1, 0, 1), Math.Clamp(Y1, 0, 1));
}
