using DocExtract.Evidence;
using DocExtract.Values;

namespace DocExtract.Checks.Completeness;

/// <summary>
/// Lines that look like the rows that were read but are none of them: their numbers stand in the same columns. A sum that stands
/// beside no label may be one on the way, such as what a page carries forward; then such lines say that the table goes on.
/// </summary>
internal static class LeftRows
{
    /// <summary>Columns in which a line must have a number: sums and tax tables share one with the rows, not two.</summary>
    private const int FewestColumns = 2;

    /// <summary>Letters by which right edges may differ.</summary>
    private const double Slack = 0.8;

    /// <returns>The lines, from the first row on.</returns>
    public static IReadOnlyList<PrintedLine> Of(ReadTable table, PrintedLines lines, IReadOnlyList<FieldEvidence> evidence)
    {
        double[] columns = [.. evidence
            .Where(entry => entry is { Source: EvidenceSource.TextLayer, Box: not null } && entry.Field.StartsWith(table.Table + "/", StringComparison.Ordinal) && IsNumber(entry.Text))
            .GroupBy(entry => entry.Field[entry.Field.LastIndexOf('/')..], entry => entry.Box!.Value.X1)
            .Where(column => column.Count() * 2 > table.Rows.Count)
            .Select(column => column.Order().ElementAt(column.Count() / 2))];
        var taken = table.Rows.Select(row => row.Line).OfType<int>().ToHashSet();
        int first = taken.Count == 0 ? int.MaxValue : taken.Min();
        return [.. lines.All.Where(line => line.Number > first && !taken.Contains(line.Number) && Columns(line, columns) >= FewestColumns)];
    }

    private static int Columns(PrintedLine line, double[] columns) => columns.Count(right => Enumerable.Range(line.Start, line.End - line.Start)
        .Any(word => line.Page.Words[word] is var seen && Math.Abs(seen.Box.X1 - right) < Slack * seen.Box.Width / seen.Text.Length && IsNumber(seen.Text)));

    private static bool IsNumber(string text) => text.Any(char.IsDigit) && Amounts.Read(text).Count > 0;
}
