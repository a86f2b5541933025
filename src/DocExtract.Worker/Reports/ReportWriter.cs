namespace DocExtract.Worker.Reports;

/// <summary>Writes a report for people (a table), spreadsheets (CSV) or programs (CSV, JSON).</summary>
internal static class ReportWriter
{
    public static readonly IReadOnlyList<string> Formats = ["table", "csv", "json", "excel"];

    /// <summary>Writes rows as they come, but for a table, whose columns are as wide as the widest; gives how many there were.</summary>
    /// <param name="report">Names the columns.</param>
    /// <param name="rows">Of which a table takes all at once.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="decimalComma">Numbers and separators of CSV as in languages that write 1,5.</param>
    /// <param name="output">Where to.</param>
    public static async Task<int> WriteAsync(
        Report report, IAsyncEnumerable<IReadOnlyList<object?>> rows, string format, bool decimalComma, TextWriter output)
    {
        switch (format)
        {
            case "csv":
                return await new CsvForm(Excel: false, decimalComma).WriteAsync(report, rows, output);
            case "excel":
                return await new CsvForm(Excel: true, decimalComma).WriteAsync(report, rows, output);
            case "json":
                return await JsonForm.WriteAsync(report, rows, output);
            default:
                List<IReadOnlyList<object?>> all = await rows.ToListAsync();
                TableForm.Write(report, all, output);
                return all.Count;
        }
    }
}
