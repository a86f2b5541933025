using Dapper;
using DocExtract.Benchmarks.Reports;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Worker.Reports;

namespace DocExtract.IntegrationTests.Reports;

public sealed class ReportPlanTests(Infrastructure infrastructure) : IClassFixture<Infrastructure>
{
    private static readonly string[] BigTables = ["documents", "fields", "findings", "line_items", "attempts", "model_calls"];

    [Fact]
    public async Task No_report_on_100_000_documents_reads_a_big_table_from_end_to_end()
    {
        await using var database = await infrastructure.NewDatabaseAsync();
        await Loader.LoadAsync(database.Source, 100_000, progress: null, default);
        await using var connection = await database.Source.OpenConnectionAsync();
        var newest = await connection.ExecuteScalarAsync<DateTime>("select max(finished_at) from docextract.documents");
        List<string> scans = [], empty = [];
        foreach (var report in await Report.AllAsync(database.Source, default))
        {
            if (!await connection.ExecuteScalarAsync<bool>($"select exists (select from report.{report.Name})"))
            {
                empty.Add(report.Name);
            }

            string late = report.Time is null ? "" : $" where {report.Time.Name} >= '{newest.AddDays(-30):yyyy-MM-dd}'";
            foreach (string asked in new[] { $"select * from report.{report.Name} limit 1000", $"select * from report.{report.Name}{late} limit 1000" })
            {
                var plan = await connection.QueryAsync<string>($"explain {asked}");
                scans.AddRange(plan.Where(step => BigTables.Any(table => step.Contains($"Seq Scan on {table} ", StringComparison.Ordinal))).Select(step => $"{asked}: {step.Trim()}"));
            }
        }

        Assert.Equal(100_000, await connection.ExecuteScalarAsync<long>("select count(*) from docextract.documents"));
        Assert.True(await connection.ExecuteScalarAsync<long>("select count(*) from docextract.fields") > 1_000_000);
        Assert.Equal([], empty);
        Assert.Equal([], scans);
    }
}
