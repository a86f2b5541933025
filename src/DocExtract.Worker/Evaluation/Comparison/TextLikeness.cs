using DocExtract.Pages;

namespace DocExtract.Worker.Evaluation.Comparison;

/// <summary>How alike two texts are, from 0 to 1.</summary>
internal static class TextLikeness
{
    /// <summary>1 less the share of letters and digits that must change (Levenshtein's distance over the longer text).</summary>
    public static double OfLetters(string a, string b)
    {
        var (left, right) = (Folding.Squeeze(a), Folding.Squeeze(b));
        int longer = Math.Max(left.Length, right.Length);
        return longer == 0 ? 1 : 1 - ((double)EditDistance.Of(left, right) / longer);
    }

    /// <summary>The harmonic mean of precision and recall of the folded words, each counted as often as it stands there.</summary>
    public static double OfWords(string truth, string found)
    {
        var (wanted, given) = (WordsOf(truth), WordsOf(found));
        int shared = wanted.GroupBy(word => word).Sum(same => Math.Min(same.Count(), given.Count(word => word == same.Key)));
        return wanted.Length + given.Length == 0 ? 1 : 2.0 * shared / (wanted.Length + given.Length);
    }

    /// <summary>
    /// Likeness of what was sold: by words; or 1 where the truth stands in one piece in what was found and is at least a third of
    /// it, since pages print more about an item than its name.
    /// </summary>
    public static double OfDescriptions(string truth, string found)
    {
        var (wanted, given) = (Folding.Squeeze(truth), Folding.Squeeze(found));
        bool inside = wanted.Length > 0 && 3 * wanted.Length >= given.Length && given.Contains(wanted, StringComparison.Ordinal);
        return inside ? 1 : OfWords(truth, found);
    }

    private static string[] WordsOf(string text) =>
        new string([.. Folding.Fold(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
