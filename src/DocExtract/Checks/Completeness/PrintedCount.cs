using System.Globalization;
using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract.Checks.Completeness;

/// <summary>"Number of items: 25": how many rows the document itself says there are.</summary>
internal static class PrintedCount
{
    private const string Words = "row_counts";

    /// <summary>The first such number; null where none is printed.</summary>
    public static int? Of(PrintedLines lines, LabelVocabulary labels)
    {
        if (!labels.Words.TryGetValue(Words, out var words))
        {
            return null;
        }

        string[] keys = [.. words.Select(Folding.Squeeze)];
        return lines.All
            .Select(line => line.Key)
            .Select(key => Array.Find(keys, label => key.StartsWith(label, StringComparison.Ordinal)) is { } label ? Number(key[label.Length..]) : null)
            .FirstOrDefault(number => number is not null);
    }

    private static int? Number(string digits) =>
        digits.Length is > 0 and < 7 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
