using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Labels;

/// <summary>Where the value of a label may stand: to its right up to the next label, or in the column beneath it.</summary>
internal static class Places
{
    /// <summary>Rows further below than this many line heights belong to something else.</summary>
    private const double LongestDrop = 3.2;

    /// <summary>Index after the last token to the right of a label that may be its value.</summary>
    public static int EndOfRight(Sheet sheet, LabelHit hit) => sheet.LabelsOf(hit.Row)
        .Where(next => next.Start >= hit.End && next.EndsLikeLabel())
        .Select(next => next.Start)
        .DefaultIfEmpty(hit.Row.Tokens.Count)
        .Min();

    /// <summary>Whether an amount stands right of a label; of "Total RM 12.00" the currency may belong to both.</summary>
    public static bool IsRight(Money money, LabelHit hit) => money.Start > hit.Start && money.End > hit.End;

    /// <summary>The segments in the column beneath a label, nearest first: at most two rows, ended by another label there.</summary>
    public static IEnumerable<Segment> Beneath(Sheet sheet, LabelHit hit, int rows = 2)
    {
        foreach (var row in sheet.Below(hit.Row).Take(rows + 2))
        {
            if (row.Box.Y0 - hit.Box.Y1 > LongestDrop * hit.Row.Height)
            {
                yield break;
            }

            foreach (var segment in row.Segments.Where(segment => IsUnder(segment.Box, hit, row.Em)))
            {
                if (sheet.LabelsOf(row).Any(label => label.Start >= segment.Start && label.Start < segment.End && label.Key.Length > 3))
                {
                    yield break;
                }

                yield return segment;
            }
        }
    }

    /// <summary>Whether a box shares a column with a label: aligned at the left or the right, or overlapping.</summary>
    public static bool IsUnder(Box box, LabelHit hit, double em)
    {
        double overlap = Math.Min(box.X1, hit.Box.X1) - Math.Max(box.X0, hit.Box.X0);
        return overlap > 0.3 * Math.Min(box.Width, hit.Box.Width)
            || Math.Abs(box.X0 - hit.Box.X0) < 1.5 * em
            || Math.Abs(box.X1 - hit.Box.X1) < 1.5 * em;
    }

    /// <summary>A short word such as "to" or "net" inside running text ends nothing, nor does a title that only item columns have ("RM").</summary>
    private static bool EndsLikeLabel(this LabelHit hit) =>
        (hit.Fields.Count == 0 || hit.Fields.Any(field => !field.StartsWith("/lines/", StringComparison.Ordinal))) && EndsLikeAnyLabel(hit);

    private static bool EndsLikeAnyLabel(LabelHit hit) =>
        hit.Key.Length > 3 || hit.EndsInColon || hit.Start == hit.Row.SegmentOf(hit.Start).Start;
}
