using System.CommandLine;
using System.Diagnostics;
using Dapper;
using DocExtract.Worker.Reports;
using Npgsql;

namespace DocExtract.Benchmarks.Reports;

/// <summary><c>reports</c>: how long each report takes, as a table in Markdown.</summary>
internal static class ReportsCommand
{
    private const int Page = 1000;
    private const int DaysBack = 30;

    private static readonly Option<int> Runs = new("--runs") { Description = "How often each is asked; the quickest counts: what else the machine does makes the others slower.", DefaultValueFactory = _ => 7 };

    public static Command Create()
    {
        var command = new Command("reports", "Time each report on the database that load has filled.") { Runs };
        BenchmarkDatabase.AddTo(command);
        command.SetAction((parsed, cancellationToken) => BenchmarkDatabase.WithAsync(
            parsed, database => MeasureAsync(database, parsed.GetValue(Runs), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task MeasureAsync(NpgsqlDataSource database, int runs, CancellationToken cancellationToken)
    {
        var newest = DateOnly.FromDateTime(await ScalarAsync<DateTime>(database, "select max(finished_at) from docextract.documents"));
        Console.WriteLine($"{await ScalarAsync<long>(database, "select count(*) from docextract.documents"):N0} documents, {await ScalarAsync<long>(database, "select count(*) from docextract.fields"):N0} values, "
            + $"{await ScalarAsync<long>(database, "select count(*) from docextract.findings"):N0} findings, {await ScalarAsync<long>(database, "select count(*) from docextract.model_calls"):N0} calls");
        Console.WriteLine();
        Console.WriteLine($"| report | first {Page:N0} rows | of the last {DaysBack} days | all | rows |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var report in await Report.AllAsync(database, cancellationToken))
        {
            var page = new ReportQuery(report) { Limit = Page };
            string first = await TimeAsync(database, page, runs, cancellationToken);
            string late = report.Time is null ? "" : await TimeAsync(database, page with { Since = newest.AddDays(-DaysBack) }, runs, cancellationToken);

            // Lists of documents are read page by page; what is counted is looked at as a whole.
            bool list = report.Columns.Any(column => column.Name == "id");
            string all = list ? "" : await TimeAsync(database, page with { Limit = null }, runs, cancellationToken);
            Console.WriteLine($"| `{report.Name}` | {first} | {late} | {all} | {await CountAsync(database, report, cancellationToken):N0} |");
        }
    }

    private static async Task<string> TimeAsync(NpgsqlDataSource database, ReportQuery query, int runs, CancellationToken cancellationToken)
    {
        await query.RowsAsync(database, cancellationToken).CountAsync(cancellationToken);
        List<double> times = [];
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            await query.RowsAsync(database, cancellationToken).CountAsync(cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return $"{times.Min():F0} ms";
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, Report report, CancellationToken cancellationToken) =>
        await new ReportQuery(report) { Limit = 0 }.CountBeyondAsync(database, cancellationToken);

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }
}
