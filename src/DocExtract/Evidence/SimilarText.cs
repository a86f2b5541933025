using DocExtract.Pages;

namespace DocExtract.Evidence;

/// <summary>Finds names in which OCR misread a letter or two. Digits must be equal: one wrong digit is another number.</summary>
internal static class SimilarText
{
    /// <summary>Letters and digits of the shortest text that is worth comparing.</summary>
    internal const int Shortest = 6;

    private const double LeastSimilarity = 0.85;
    private const int Longest = 80;

    /// <summary>Places of OCR words that are at least 85 % alike, also where digits stand for letters.</summary>
    internal static IEnumerable<Sighting> Find(PageText page, string value)
    {
        string[] words = [.. page.Words.Select(word => word.Source == WordSource.Ocr ? Folding.Squeeze(word.Text) : "")];
        var exact = Find(page, words, Folding.Squeeze(value));
        string lettered = string.Concat(value.Split(' ').Select(Folding.Squeeze).Select(Confusions.AsLetters));
        return [.. exact.Concat(Find(page, [.. words.Select(Confusions.AsLetters)], lettered)).DistinctBy(place => (place.Words[0], place.Words.Count))];
    }

    private static IEnumerable<Sighting> Find(PageText page, string[] words, string squeezed)
    {
        if (squeezed.Length is < Shortest or > Longest)
        {
            yield break;
        }

        string digits = DigitsOf(squeezed);
        int slack = (int)(squeezed.Length * (1 - LeastSimilarity));
        for (int start = 0; start < words.Length; start++)
        {
            string run = "";
            for (int end = start; words[start].Length > 0 && end < words.Length && run.Length <= squeezed.Length + slack; end++)
            {
                run += words[end];
                if (Math.Abs(run.Length - squeezed.Length) <= slack && DigitsOf(run) == digits && EditDistance.Of(run, squeezed) <= slack)
                {
                    yield return Sighting.Read(page, start, end - start + 1, Support.Similar);
                }
            }
        }
    }

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsDigit));
}
