namespace DocExtract.Pages.Pdf;

/// <summary>Reads the pictures on a page of text, such as a logo that holds the seller's name, or a scanned stamp.</summary>
internal static class PictureWords
{
    /// <summary>Enough for small print in a logo; a page that has words of its own need not be drawn any finer.</summary>
    public const double Dpi = 200;

    /// <summary>Ornaments, bar codes and photographs are read as letters too, but with doubt.</summary>
    private const double Sure = 0.85;

    private const int FewestLetters = 2;

    /// <summary>The words in the pictures, with places on the page.</summary>
    /// <param name="page">The page as drawn.</param>
    /// <param name="pictures">Where the pictures are.</param>
    /// <param name="read">Reads a part of the page.</param>
    public static IReadOnlyList<Word> Read(PixelImage page, IEnumerable<Box> pictures, Func<PixelImage, IReadOnlyList<Word>> read) =>
        [.. pictures.SelectMany(picture => read(page.Cut(picture)).Where(IsWord).Select(word => Place(word, picture)))];

    private static bool IsWord(Word word) => word.Confidence >= Sure && word.Text.Count(char.IsLetterOrDigit) >= FewestLetters;

    /// <summary>The page lies upright before the reader, so its pictures do: the place is also the level one.</summary>
    private static Word Place(Word word, Box picture)
    {
        var box = new Box(
            picture.X0 + (word.Box.X0 * picture.Width),
            picture.Y0 + (word.Box.Y0 * picture.Height),
            picture.X0 + (word.Box.X1 * picture.Width),
            picture.Y0 + (word.Box.Y1 * picture.Height));
        return word with { Box = box, Level = box };
    }
}
