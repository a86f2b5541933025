using DocExtract.Pages;

namespace DocExtract.Values;

/// <summary>A run of words that is a date.</summary>
/// <param name="Start">Index of its first word.</param>
/// <param name="Length">Words it takes, 1 to 5.</param>
/// <param name="Candidates">What it may mean, most plausible first; never empty.</param>
public sealed record DateRun(int Start, int Length, IReadOnlyList<DateOnly> Candidates);

/// <summary>
/// What a printed date means: numeric in any order and with any separator, with month names in a dozen languages, ISO 8601,
/// compact (20240305) and East Asian. A time after the date is tolerated. Pure.
/// </summary>
public static class Dates
{
    /// <summary>Longest run of words that is tried as one date: <c>3rd of March , 2024</c>.</summary>
    private const int LongestRun = 5;

    private const int LongestText = 48;

    /// <summary>
    /// All plausible dates of a text that is a date and nothing else, most plausible first; empty when it is none. Two-digit years
    /// up to 79 are of this century. Where day and month could be swapped, both meanings are given.
    /// </summary>
    public static IReadOnlyList<DateOnly> Read(string text, DateOrder order = DateOrder.Unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= 6 and <= LongestText && DateTokens.Of(Folding.Fold(text)) is { } tokens ? DateShapes.Read(tokens, order) : [];
    }

    /// <summary>
    /// The dates in a sequence of words, such as those of a line; runs do not overlap, the longest at each place wins. Brackets,
    /// commas and a label glued on by a colon are looked through.
    /// </summary>
    public static IReadOnlyList<DateRun> FindIn(IReadOnlyList<string> words, DateOrder order = DateOrder.Unknown)
    {
        ArgumentNullException.ThrowIfNull(words);
        List<DateRun> runs = [];
        for (int start = 0; start < words.Count; start++)
        {
            if (MayBegin(words[start]) && At(words, start, order) is { } run)
            {
                runs.Add(run);
                start += run.Length - 1;
            }
        }

        return runs;
    }

    /// <summary>
    /// The order in which a document prints day and month, as far as its numeric dates prove it by a day above 12; points between
    /// the numbers count as day first. Unknown where nothing does, or where they contradict each other.
    /// </summary>
    public static DateOrder OrderOf(IEnumerable<string> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var orders = dates.Where(date => date.Length <= LongestText)
            .Select(date => DateTokens.Of(Folding.Fold(Bare(date))))
            .Select(parts => parts is null ? DateOrder.Unknown : DateShapes.OrderOf(parts))
            .Where(order => order != DateOrder.Unknown)
            .Distinct()
            .ToList();
        return orders is [var only] ? only : DateOrder.Unknown;
    }

    private static DateRun? At(IReadOnlyList<string> words, int start, DateOrder order)
    {
        for (int length = Math.Min(LongestRun, words.Count - start); length > 0; length--)
        {
            string text = Bare(string.Join(' ', words.Skip(start).Take(length)));
            if (Read(text, order) is { Count: > 0 } candidates)
            {
                return new DateRun(start, length, candidates);
            }
        }

        return null;
    }

    private static bool MayBegin(string word) =>
        word.Length <= LongestText && (word.Any(char.IsDigit) || MonthNames.NumberOf(Folding.Squeeze(word)) > 0);

    private static string Bare(string text)
    {
        string trimmed = text.Trim('(', ')', '[', ']', '{', '}', ',', ';', '.', ':', '*', '|', '"');
        int colon = trimmed.IndexOf(':');
        return colon > 0 && char.IsLetter(trimmed[colon - 1]) ? trimmed[(colon + 1)..] : trimmed;
    }
}
