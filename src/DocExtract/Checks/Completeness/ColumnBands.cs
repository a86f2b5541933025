using DocExtract.Evidence;
using DocExtract.Values;

namespace DocExtract.Checks.Completeness;

/// <summary>
/// The numbers that stand in one column with the rows' values. Where each of them is the value of a row, or of another field that
/// was read, no row was left out: proof for tables whose sum is not printed.
/// </summary>
internal static class ColumnBands
{
    /// <summary>Rows by which a column is told.</summary>
    private const int Fewest = 2;

    /// <summary>Letters by which right edges may differ.</summary>
    private const double Slack = 1.2;

    /// <returns>False also where the column is not known: then it proves nothing.</returns>
    public static bool AreAllRead(ReadTable table, PrintedLines lines, IReadOnlyList<FieldEvidence> evidence)
    {
        var places = table.Rows.Select(row => row.Place?.Box).ToList();
        if (places.Count < Fewest || table.Rows.Any(row => row.Line is null || row.Value is null || row.Place is null) || places.Distinct().Count() < places.Count)
        {
            return false;
        }

        double right = places.Select(place => place!.Value.X1).Order().ElementAt(places.Count / 2);
        int first = table.Rows.Min(row => row.Line!.Value);
        var read = evidence.Where(entry => entry is { Page: not null, Box: not null } && entry.Support >= FieldEvidence.Found)
            .ToLookup(entry => entry.Page!.Value, entry => entry.Box!.Value);
        return lines.All.Where(line => line.Number >= first).All(line => Enumerable.Range(line.Start, line.End - line.Start).All(word =>
        {
            var (text, box) = (line.Page.Words[word].Text, line.Page.Words[word].Box);
            bool isInColumn = Math.Abs(box.X1 - right) < Slack * box.Width / text.Length && text.Any(char.IsDigit) && Amounts.Read(text).Count > 0;
            return !isInColumn || read[line.Page.Number].Any(place => place.Holds(box.CenterX, box.CenterY));
        }));
    }
}
