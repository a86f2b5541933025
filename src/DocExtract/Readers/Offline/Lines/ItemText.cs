using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;

namespace DocExtract.Readers.Offline.Lines;

/// <summary>The words of an item by column. Numbers that are known to be the item's are no part of its text.</summary>
internal static class ItemText
{
    private static readonly string[] Numeric = ["quantity", "unit_price", "amount", "tax_rate", "discount", "gross_amount", "tax_amount", "position"];

    /// <summary>The words of a row that stand under a title; null without any.</summary>
    public static string? Of(ItemHeader header, string field, Row row, ItemNumbers? numbers = null) =>
        Text(Chunks(header, row, numbers).Where(chunk => Column(header, chunk)?.Field == field));

    /// <summary>The words of a row that stand under one title of several without a field; null without any.</summary>
    public static string? Under(ItemHeader header, ItemColumn column, Row row, ItemNumbers numbers) =>
        Text(Chunks(header, row, numbers).Where(chunk => Column(header, chunk) == column));

    /// <summary>Where the words of a row stand under a title; null without any.</summary>
    public static Segment? Place(ItemHeader header, string field, Row row, ItemNumbers? numbers = null)
    {
        var chunks = Chunks(header, row, numbers).Where(chunk => Column(header, chunk)?.Field == field).ToList();
        return chunks.Count > 0 ? new Segment(row, chunks[0].Start, chunks[^1].End) : null;
    }

    /// <summary>Whether a row is a sentence across the table rather than cells of it.</summary>
    public static bool IsProse(ItemHeader header, Row row) => row.Segments.Any(segment =>
        segment.Length > 4 && header.Columns
            .Where(column => column.Box.X0 > segment.Box.X0 - row.Em && column.Box.X1 < segment.Box.X1 + row.Em)
            .DistinctBy(column => Math.Round(column.Box.X0 / (2 * row.Em))).Count() >= 3);

    /// <summary>A position number may stand before an item number under the same title.</summary>
    public static string? WithoutPosition(string? text) =>
        text?.Split(' ', 2) is [{ Length: <= 3 } position, var rest] && position.All(char.IsAsciiDigit) && rest.Any(char.IsAsciiDigit) ? rest : text;

    private static string? Text(IEnumerable<Segment> chunks) => string.Join(' ', chunks.Select(chunk => chunk.Text)) is { Length: > 0 } text ? text : null;

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
                bool cut = i == segment.End || cell is not null || (i > start && (IsPosition(header, row, start, i) || header.Columns.Any(column => Begins(column, row, i))));
                if (cut && i > start)
                {
                    yield return new Segment(row, start, i);
                }

                (start, i) = cell is not null ? (cell.End, cell.End - 1) : (cut ? i : start, i);
            }
        }
    }

    /// <summary>A short number that begins a row left of the description counts the items, also close to it.</summary>
    private static bool IsPosition(ItemHeader header, Row row, int start, int next) => start == 0 && next == 1
        && row.Tokens[0].Text.TrimEnd('.') is { Length: <= 3 } text && text.All(char.IsAsciiDigit)
        && header.Columns[0].Field is "" or "position" && row.Tokens[0].Box.X0 < header.Columns[0].Box.X1;

    /// <summary>Numbers are cut out already; a word of a description that chances to stand under their titles is no cell.</summary>
    private static bool Begins(ItemColumn column, Row row, int token) =>
        column.Field is not ("quantity" or "unit_price" or "amount") && Math.Abs(row.Tokens[token].Box.X0 - column.Box.X0) < 0.8 * row.Em;

    /// <summary>The column that a run of words begins under, else the one it shares most width with, else the nearest that holds words.</summary>
    private static ItemColumn? Column(ItemHeader header, Segment chunk)
    {
        var box = chunk.Box;
        double em = chunk.Row.Em;
        bool letters = chunk.Text.Count(char.IsLetter) > 1;
        return header.Columns
            .Select(column => (column, overlap: Math.Min(column.Box.X1, box.X1) - Math.Max(column.Box.X0, box.X0), aligned: Math.Abs(column.Box.X0 - box.X0) < em))
            .Where(near => near.overlap > -14 * em && (near.overlap > 0 || !letters || !Numeric.Contains(near.column.Field)))
            .OrderByDescending(near => near.aligned)
            .ThenByDescending(near => near.overlap)
            .Select(near => near.column)
            .FirstOrDefault();
    }
}
