using Dapper;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Reports;

namespace DocExtract.IntegrationTests.Reports;

public sealed class ReportCatalogTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    [Fact]
    public async Task Every_view_is_a_report_and_says_what_it_and_each_of_its_columns_is()
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        var reports = await Report.AllAsync(database.Source, default);

        Assert.Equal(Report.Names, reports.Select(report => report.Name));
        Assert.All(reports, report => Assert.EndsWith(".", report.Meaning, StringComparison.Ordinal));
        Assert.Equal([], reports.SelectMany(report => report.Columns.Where(column => column.Meaning.Length == 0).Select(column => $"{report.Name}.{column.Name}")));
    }

    [Fact]
    public async Task Every_report_that_has_a_time_says_which_column_it_is_and_can_be_asked_for_days()
    {
        await using var database = await infrastructure.NewDatabaseAsync();

        var reports = await Report.AllAsync(database.Source, default);

        Assert.Equal(["seller_quality", "field_quality"], reports.Where(report => report.Time is null).Select(report => report.Name));
        foreach (var report in reports.Where(report => report.Time is not null))
        {
            Assert.Empty(await database.ReportAsync(report.Name, query => query with { Since = new DateOnly(2026, 3, 1), Until = new DateOnly(2026, 3, 31) }));
        }
    }

    [Fact]
    public async Task The_documentation_names_every_report_and_every_column()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        string page = await File.ReadAllTextAsync(Some.RepositoryPath("docs", "reports.md"));

        foreach (var report in await Report.AllAsync(database.Source, default))
        {
            Assert.Contains($"### {report.Name}\n", page, StringComparison.Ordinal);
            Assert.Contains($"\n| `{report.Name}` | ", page[page.IndexOf("## How fast", StringComparison.Ordinal)..page.IndexOf("## How they", StringComparison.Ordinal)], StringComparison.Ordinal);
            string section = page[page.IndexOf($"### {report.Name}\n", StringComparison.Ordinal)..];
            Assert.Equal([], report.Columns.Where(column => !section.Contains($"| `{column.Name}` | {column.Meaning} |", StringComparison.Ordinal)).Select(column => column.Name));
        }
    }

    [Fact]
    public async Task The_ready_queries_of_the_documentation_run()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        string page = await File.ReadAllTextAsync(Some.RepositoryPath("docs", "reports.md"));
        var queries = page.Split("```sql\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToList();

        await using var connection = await database.Source.OpenConnectionAsync();
        foreach (string query in queries)
        {
            await connection.ExecuteAsync(query);
        }

        Assert.True(queries.Count >= 10, $"There are {queries.Count}.");
    }
}
