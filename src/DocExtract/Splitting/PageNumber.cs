using DocExtract.Readers.Offline;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Splitting;

/// <summary>What a page prints of its own number: "page 2 of 3".</summary>
/// <param name="Page">From 1.</param>
/// <param name="Of">How many there are; null where that is not printed.</param>
internal sealed record PageNumber(int Page, int? Of)
{
    private const int MostPages = 500;

    /// <summary>Longest run of tokens that may be looked through: "Page" "No." ":" "2" "of" "3".</summary>
    private const int Reach = 6;

    /// <summary>The number in the head or foot of a page; one that also says of how many wins.</summary>
    public static PageNumber? Find(Sheet sheet)
    {
        var found = sheet.Rows.Where(row => row.Box.CenterY is < 0.4 or > 0.8).SelectMany(row => Find(sheet, row)).ToList();
        return found.Find(number => number.Of is not null) ?? found.FirstOrDefault();
    }

    private static IEnumerable<PageNumber> Find(Sheet sheet, Row row)
    {
        for (int start = 0; start < row.Tokens.Count; start++)
        {
            var segment = row.SegmentOf(start);
            if (AfterWord(sheet, row, start) is { } labelled)
            {
                yield return labelled;
            }
            else if (start == segment.Start && segment.Length <= 3 && row.Box.CenterY is < 0.1 or > 0.9 && Parse(sheet, segment.Text) is { Of: not null } bare)
            {
                yield return bare;
            }
        }
    }

    private static PageNumber? AfterWord(Sheet sheet, Row row, int start)
    {
        string key = row.Tokens[start].Key;
        string word = key.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (!sheet.Words(SplittingVocabulary.PageWords).Contains(word))
        {
            return null;
        }

        int end = Math.Min(row.SegmentOf(start).End, start + Reach);
        end = end == start + 1 ? Math.Min(row.Tokens.Count, start + Reach) : end;
        return Parse(sheet, row.Text(start, end));
    }

    /// <summary>The numbers of a short text whose other words are those of page numbers.</summary>
    private static PageNumber? Parse(Sheet sheet, string text)
    {
        List<string> parts = [];
        foreach (char c in Pages.Folding.Fold(text))
        {
            bool goesOn = parts.Count > 0 && parts[^1].Length > 0 && char.IsLetterOrDigit(c) && char.IsDigit(parts[^1][^1]) == char.IsDigit(c);
            parts = goesOn ? [.. parts[..^1], parts[^1] + c] : [.. parts, char.IsLetterOrDigit(c) || c == '/' ? c.ToString() : ""];
        }

        parts.RemoveAll(part => part.Length == 0);
        int first = parts.FindIndex(part => char.IsDigit(part[0]));
        if (first < 0 || !parts.Take(first).All(part => IsPageWord(sheet, part)) || Number(parts[first]) is not { } page)
        {
            return null;
        }

        bool counts = first + 2 < parts.Count && (parts[first + 1] == "/" || sheet.Words(SplittingVocabulary.PageCountWords).Contains(parts[first + 1]));
        int? of = counts ? Number(parts[first + 2]) : null;
        return of is null || of >= page ? new PageNumber(page, of) : null;
    }

    private static bool IsPageWord(Sheet sheet, string part) => sheet.Words(SplittingVocabulary.PageWords).Contains(part) || part is "no" or "nr" or "n";

    private static int? Number(string digits) =>
        digits.Length <= 3 && int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) && number is > 0 and <= MostPages ? number : null;
}
