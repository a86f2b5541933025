using DocExtract.Pages;

namespace DocExtract.Evidence;

/// <summary>Finds names in which OCR misread a letter or two. Digits must be equal: one wrong digit is another number.</summary>
internal static class SimilarText
{
    private const double LeastSimilarity = 0.85;
    private const int Shortest = 6;
    private const int Longest = 80;

    /// <summary>Places of OCR words that are at least 85 % alike.</summary>
    internal static IEnumerable<Sighting> Find(PageText page, string squeezed)
    {
        if (squeezed.Length is < Shortest or > Longest)
        {
            yield break;
        }

        string digits = DigitsOf(squeezed);
        int slack = (int)(squeezed.Length * (1 - LeastSimilarity));
        string[] words = [.. page.Words.Select(word => word.Source == WordSource.Ocr ? Folding.Squeeze(word.Text) : "")];
        for (int start = 0; start < words.Length; start++)
        {
            string run = "";
            for (int end = start; words[start].Length > 0 && end < words.Length && run.Length <= squeezed.Length + slack; end++)
            {
                run += words[end];
                if (Math.Abs(run.Length - squeezed.Length) <= slack && DigitsOf(run) == digits && Distance(run, squeezed) <= slack)
                {
                    yield return Sighting.Read(page, start, end - start + 1, Support.Similar);
                }
            }
        }
    }

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsDigit));

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = a[i - 1] == b[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
