using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>The words of an item by column. Numbers that are known to be the item's are no part of its text.</summary>
internal static class ItemText
{
    /// <summary>The words of a row that stand under a title; null without any.</summary>
    public static string? Of(ItemHeader header, string field, Row row, ItemNumbers? numbers = null)
    {
        string text = string.Join(' ', Chunks(header, row, numbers).Where(chunk => Column(header, chunk)?.Field == field).Select(chunk => chunk.Text));
        return text.Length > 0 ? text : null;
    }

    /// <summary>Where the words of a row stand under a title; null without any.</summary>
    public static Segment? First(ItemHeader header, string field, Row row, ItemNumbers? numbers = null)
    {
        var chunk = Chunks(header, row, numbers).FirstOrDefault(chunk => Column(header, chunk)?.Field == field);
        return chunk.Length > 0 ? chunk : null;
    }

    /// <summary>Whether a row is a sentence across the table rather than cells of it.</summary>
    public static bool IsProse(ItemHeader header, Row row) => row.Segments.Any(segment =>
        segment.Length > 4 && header.Columns.Count(column => column.Box.X0 > segment.Box.X0 - row.Em && column.Box.X1 < segment.Box.X1 + row.Em) >= 3);

    /// <summary>Runs of words between wide gaps, cut where a number of the item stands and where a word begins right under a title.</summary>
    private static IEnumerable<Segment> Chunks(ItemHeader header, Row row, ItemNumbers? numbers)
    {
        Money?[] cells = [numbers?.Amount, numbers?.Quantity, numbers?.UnitPrice];
        foreach (var segment in row.Segments)
        {
            int start = segment.Start;
            for (int i = segment.Start; i <= segment.End; i++)
            {
                var cell = cells.FirstOrDefault(money => money is not null && i >= money.Start && i < money.End);
                bool cut = i == segment.End || cell is not null || (i > start && header.Columns.Any(column => Begins(column, row, i)));
                if (cut && i > start)
                {
                    yield return new Segment(row, start, i);
                }

                (start, i) = cell is not null ? (cell.End, cell.End - 1) : (cut ? i : start, i);
            }
        }
    }

    /// <summary>Numbers are cut out already; a word of a description that chances to stand under their titles is no cell.</summary>
    private static bool Begins(ItemColumn column, Row row, int token) =>
        column.Field is not ("quantity" or "unit_price" or "amount") && Math.Abs(row.Tokens[token].Box.X0 - column.Box.X0) < 0.8 * row.Em;

    /// <summary>The column that a run of words begins under, else the one it shares most width with, else the nearest.</summary>
    private static ItemColumn? Column(ItemHeader header, Segment chunk)
    {
        var box = chunk.Box;
        double em = chunk.Row.Em;
        return header.Columns
            .Select(column => (column, overlap: Math.Min(column.Box.X1, box.X1) - Math.Max(column.Box.X0, box.X0), aligned: Math.Abs(column.Box.X0 - box.X0) < em))
            .Where(near => near.overlap > -14 * em)
            .OrderByDescending(near => near.aligned)
            .ThenByDescending(near => near.overlap)
            .Select(near => near.column)
            .FirstOrDefault();
    }
}
