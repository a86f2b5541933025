using System.Globalization;

namespace DocExtract.Checks.Completeness;

/// <summary>
/// The numbers that a table prints before its rows: 1, 2, 3 or 10, 20, 30. They count from one page to the next without a gap, so
/// they say how many rows there are and which of them were not read.
/// </summary>
/// <param name="Lines">The printed line of each position, in their order.</param>
/// <param name="Step">By how much they count.</param>
internal sealed record PositionNumbers(IReadOnlyList<PrintedLine> Lines, int Step)
{
    /// <summary>Fewer rows may count up by chance, as quantities do.</summary>
    private const int Fewest = 4;

    /// <summary>Share of the rows that begin with a number.</summary>
    private const double Most = 0.8;

    /// <summary>Longest number of a row.</summary>
    private const int Longest = 5;

    /// <returns>Null where the rows are not numbered.</returns>
    public static PositionNumbers? Of(ReadTable table, PrintedLines lines)
    {
        var taken = table.Rows.Select(row => row.Line).OfType<int>().ToHashSet();
        var begun = lines.All.Where(line => taken.Contains(line.Number) && NumberOf(line) is not null).ToList();
        if (begun.Count < Fewest || begun.Count < Most * taken.Count)
        {
            return null;
        }

        double left = Median(begun.Select(line => line.First.Level.X0)), right = Median(begun.Select(line => line.First.Level.X1));
        double letter = Median(begun.Select(line => line.First.Level.Width / line.First.Text.Length));
        var column = lines.All
            .Where(line => NumberOf(line) is not null && (Math.Abs(line.First.Level.X0 - left) < letter || Math.Abs(line.First.Level.X1 - right) < letter)).ToList();
        int step = Step10(column);
        List<PrintedLine> counted = [];
        foreach (var line in column.Where(line => NumberOf(line) == (counted.Count + 1) * step))
        {
            counted.Add(line);
        }

        int explained = counted.Count(line => taken.Contains(line.Number));
        return counted.Count >= Fewest && explained >= Most * begun.Count ? new PositionNumbers(counted, step) : null;
    }

    /// <summary>The positions, from 0, in whose lines no row was read, and that have a value in the column of the rows' values.</summary>
    public IReadOnlyList<int> Unread(ReadTable table)
    {
        int[] rows = [.. table.Rows.Select(row => row.Line).OfType<int>().Order()];
        return [.. Enumerable.Range(0, Lines.Count).Where(position => !HasRow(position, rows) && IsCharged(Lines[position], table))];
    }

    public string Show(int position) => ((position + 1) * Step).ToString(CultureInfo.InvariantCulture);

    /// <summary>Numbers may stand a line above or below the position's own, where texts wrap.</summary>
    private bool HasRow(int position, int[] rows)
    {
        int from = position == 0 ? Lines[0].Number - 1 : Lines[position].Number;
        int to = position + 1 < Lines.Count ? Lines[position + 1].Number : int.MaxValue;
        int at = Array.BinarySearch(rows, from);
        at = at >= 0 ? at : ~at;
        return at < rows.Length && rows[at] < to;
    }

    /// <summary>Titles and remarks may be numbered too; what costs nothing may be a row or a remark.</summary>
    private static bool IsCharged(PrintedLine line, ReadTable table)
    {
        var amounts = line.LastAmount();
        return amounts.Count > 0 ? amounts[0] != 0 && line.Amounted() > 0 : !table.IsFull;
    }

    private static int Step10(List<PrintedLine> column) => column.Count > 1 && NumberOf(column[0]) == 10 && NumberOf(column[1]) == 20 ? 10 : 1;

    private static int? NumberOf(PrintedLine line) =>
        line.End - line.Start > 1 && line.First.Text.TrimEnd('.', ')') is { Length: > 0 and <= Longest } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
