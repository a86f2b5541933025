namespace DocExtract.Pages.Ocr;

/// <summary>
/// The size at which text is looked for. What is lost at one size is often found at another: thin print that a smaller picture
/// closes up, blots that a larger one takes apart.
/// </summary>
/// <param name="LongSide">Longest side in pixels.</param>
/// <param name="ShortSide">No long receipt is made thinner than so many pixels, and tiny pictures are enlarged to it.</param>
internal sealed record OcrLook(double LongSide, double ShortSide)
{
    /// <summary>The size that reads best by itself.</summary>
    public static readonly OcrLook First = new(1280, 480);

    /// <summary>Another size, for pages whose first reading did not hold.</summary>
    public static readonly OcrLook Second = new(960, 400);
}
