using Spectre.Console;

namespace DocExtract.Worker.Reports;

/// <summary>A report for people: a table, or where its columns would become too narrow to read, row by row.</summary>
internal static class TableForm
{
    /// <summary>A cell with more letters than this may well be broken into lines.</summary>
    private const int WideCell = 40;

    /// <summary>Frame and space of a cell.</summary>
    private const int AroundCell = 3;

    /// <summary>A table that would be wider than the terminal by more than this has broken words in every cell.</summary>
    private const double Squeezed = 1.5;

    public static void Write(Report report, IReadOnlyList<IReadOnlyList<object?>> rows, TextWriter output)
    {
        var console = Tables.Console(output);
        if (rows.Count == 0)
        {
            console.WriteLine("Nothing to report.");
        }
        else if (WidthOf(report, rows) <= Squeezed * console.Profile.Width)
        {
            console.Write(ToTable(report, rows));
        }
        else
        {
            WriteRowByRow(report, rows, output);
        }
    }

    private static int WidthOf(Report report, IReadOnlyList<IReadOnlyList<object?>> rows) => report.Columns
        .Select((column, i) => AroundCell + Math.Max(column.Name.Length, rows.Max(row => Math.Min(WideCell, ReportText.Of(row[i]).Length))))
        .Sum();

    private static Table ToTable(Report report, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var (column, i) in report.Columns.Select((column, i) => (column, i)))
        {
            var shown = new TableColumn(Markup.Escape(column.Name));
            table.AddColumn(rows.Any(row => row[i] is long or int or decimal) ? shown.RightAligned() : shown);
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(value => Markup.Escape(ReportText.Of(value)))]);
        }

        return table;
    }

    private static void WriteRowByRow(Report report, IReadOnlyList<IReadOnlyList<object?>> rows, TextWriter output)
    {
        int width = report.Columns.Max(column => column.Name.Length);
        foreach (var row in rows)
        {
            output.WriteLine("──");
            foreach (var (column, value) in report.Columns.Zip(row).Where(cell => cell.Second is not null))
            {
                output.WriteLine($"{column.Name.PadRight(width)}  {ReportText.Of(value)}");
            }
        }
    }
}
