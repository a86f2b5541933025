namespace DocExtract.Pages.Pdf;

/// <summary>Tells a text layer worth reading from none and from glyph soup, whatever the language.</summary>
internal static class Readability
{
    /// <summary>Fewer characters are a page number or a stamp on a scan.</summary>
    private const int FewestCharacters = 8;

    private const double LargestUnknownShare = 0.1;

    /// <summary>Letters, digits and the punctuation of texts and sums make up more than this of any page for people; dot leaders count.</summary>
    private const double SmallestTextShare = 0.7;

    /// <summary>
    /// Vowels among Latin letters: 0.33 to 0.43 on every page of real invoices in five languages, some 0.23 where letters are
    /// drawn by lot, less where a wrong encoding shifts them.
    /// </summary>
    private const double FewestVowels = 0.25;
    private const double MostVowels = 0.6;
    private const int EnoughLetters = 60;

    private const string Vowels = "aeiouy";
    private const string Punctuation = ".,:;-–—_/()[]&@#%'\"“”„’*+=|€$£¥!?<>°§·•…";

    public static bool IsReadable(IReadOnlyList<Word> words)
    {
        string text = string.Concat(words.Select(word => word.Text));
        return text.Length >= FewestCharacters
            && text.Count(c => c == Mending.Unknown) <= LargestUnknownShare * text.Length
            && text.Count(c => char.IsLetterOrDigit(c) || Punctuation.Contains(c) || char.IsSurrogate(c)) >= SmallestTextShare * text.Length
            && !text.Contains("(cid:", StringComparison.Ordinal)
            && HasVowels(Folding.Fold(text));
    }

    private static bool HasVowels(string folded)
    {
        int letters = folded.Count(char.IsAsciiLetter);
        return letters < EnoughLetters || (double)folded.Count(Vowels.Contains) / letters is >= FewestVowels and <= MostVowels;
    }
}
