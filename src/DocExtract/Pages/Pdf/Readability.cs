namespace DocExtract.Pages.Pdf;

/// <summary>Tells a text layer from none and from glyph soup.</summary>
internal static class Readability
{
    private const int FewestCharacters = 8;

    public static bool IsReadable(IReadOnlyList<Word> words) => words.Sum(word => word.Text.Length) >= FewestCharacters;
}
