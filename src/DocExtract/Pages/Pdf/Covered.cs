namespace DocExtract.Pages.Pdf;

/// <summary>
/// Numbers of a text layer where the drawn page shows nothing: something was painted over them. A person does not see them, so they
/// are no evidence.
/// </summary>
internal static class Covered
{
    /// <summary>A single stroke may fall between the pixels that are looked at.</summary>
    private const int FewestDigits = 3;

    /// <summary>Of 255: print that differs less from its paper is invisible too.</summary>
    private const int Contrast = 12;

    /// <summary>Left out at each edge of the word: what covers the line above may reach into it.</summary>
    private const double Inset = 0.15;

    /// <param name="words">The words of the page.</param>
    /// <param name="page">The page as drawn.</param>
    public static IReadOnlyList<Word> In(IReadOnlyList<Word> words, PixelImage page) =>
        [.. words.Where(word => word.Text.Count(char.IsDigit) >= FewestDigits && word.Box.Width > 0 && word.Box.Height > 0 && IsPlain(page.Cut(Inner(word.Box))))];

    private static Box Inner(Box box) => box with { Y0 = box.Y0 + (Inset * box.Height), Y1 = box.Y1 - (Inset * box.Height) };

    private static bool IsPlain(PixelImage image)
    {
        byte lightest = 0, darkest = byte.MaxValue;
        foreach (byte channel in image.Rgb)
        {
            (lightest, darkest) = (Math.Max(lightest, channel), Math.Min(darkest, channel));
        }

        // A coloured paper differs between its channels, print between its pixels: both count as something that is seen.
        return lightest - darkest < Contrast || Channels(image).All(channel => channel.Max() - channel.Min() < Contrast);
    }

    private static IEnumerable<IEnumerable<byte>> Channels(PixelImage image) =>
        Enumerable.Range(0, 3).Select(first => Enumerable.Range(0, image.Width * image.Height).Select(pixel => image.Rgb[(3 * pixel) + first]));
}
