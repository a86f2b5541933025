using DocExtract.Worker.Reports;

namespace DocExtract.IntegrationTests.Fixtures;

internal static class ReadReports
{
    /// <summary>The rows of a report by their columns, as the command reads them.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReportAsync(
        this TestDatabase database, string name, Func<ReportQuery, ReportQuery>? ask = null)
    {
        var query = new ReportQuery(await Report.FindAsync(database.Source, name, default));
        var rows = await (ask?.Invoke(query) ?? query).RowsAsync(database.Source, default).ToListAsync();
        return [.. rows.Select(row => query.Report.Columns.Zip(row).ToDictionary(cell => cell.First.Name, cell => cell.Second))];
    }

    /// <summary>Some columns of a report, a text for each row.</summary>
    public static async Task<IReadOnlyList<string>> ReportAsync(this TestDatabase database, string name, params string[] columns) =>
        [.. (await database.ReportAsync(name, ask: null)).Select(row => string.Join(' ', columns.Select(column => ReportText.Of(row[column]))))];
}
