using System.CommandLine;
using System.Globalization;
using Dapper;
using DocExtract.Worker.Reports;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>report NAME</c>: prints one of the SQL reports; without a name, which there are.</summary>
internal static class ReportCommand
{
    /// <summary>Rows of a table that goes into a file or a pipe.</summary>
    private const int PageOfFiles = 1000;

    /// <summary>Lines of a screen that the frame of a table, the line below it and the prompt take.</summary>
    private const int LinesAround = 7;

    private static readonly Argument<string?> Name = new("NAME")
    {
        Description = $"One of: {string.Join(", ", Report.Names)}. Without: says what each is.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Since = new("--since") { Description = "First day (UTC), such as 2026-03-01." };
    private static readonly Option<string?> Until = new("--until") { Description = "Last day (UTC)." };
    private static readonly Option<string[]> Where = new("--where")
    {
        Description = "Conditions such as code=encrypted or total>=1000; all must hold. Also != < <= >; column= finds what is empty.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "table, csv, json, or excel: CSV that Excel opens as it is.",
        DefaultValueFactory = _ => "table",
    };

    private static readonly Option<bool> DecimalComma = new("--decimal-comma") { Description = "CSV for Excel in languages that write 1,5: semicolons between cells." };
    private static readonly Option<int?> Limit = new("--limit") { Description = "Rows at most; a table shows a screenful otherwise, the other formats all." };
    private static readonly Option<int> Page = new("--page") { Description = "Which page of that many rows, from 1.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        Name.AcceptOnlyFromAmong([.. Report.Names]);
        Format.AcceptOnlyFromAmong([.. ReportWriter.Formats]);
        Limit.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int?>() < 1)
            {
                given.AddError("--limit wants a number of rows from 1.");
            }
        });
        Page.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1)
            {
                given.AddError("--page wants the number of a page from 1.");
            }
        });
        foreach (var day in new[] { Since, Until })
        {
            day.Validators.Add(given =>
            {
                if (!DateOnly.TryParseExact(given.GetValueOrDefault<string?>(), "yyyy-MM-dd", out _))
                {
                    given.AddError($"{day.Name} wants a day such as 2026-03-01.");
                }
            });
        }

        var command = new Command("report", "Print a report from Postgres, or say which there are.") { Name, Since, Until, Where, Format, DecimalComma, Limit, Page };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await Database.WithAsync(
            command,
            database => command.GetValue(Name) is { } name ? PrintAsync(database, name, command, cancellationToken) : ListAsync(database, cancellationToken),
            cancellationToken);
        return ExitCode.Done;
    }

    private static async Task PrintAsync(NpgsqlDataSource database, string name, ParseResult command, CancellationToken cancellationToken)
    {
        string format = command.GetRequiredValue(Format);
        int? limit = command.GetValue(Limit) ?? (format == "table" ? Screenful() : null);
        int page = command.GetValue(Page);
        if (page > 1 && limit is null)
        {
            throw new ArgumentException("--page goes with a table, or with --limit N: of how many rows is a page?");
        }

        var report = await Report.FindAsync(database, name, cancellationToken);
        var query = new ReportQuery(report)
        {
            Since = Day(command.GetValue(Since)),
            Until = Day(command.GetValue(Until)),
            Where = [.. (command.GetValue(Where) ?? []).Select(condition => ReportCondition.Parse(condition, report))],
            Limit = limit,
            Skip = (page - 1L) * (limit ?? 0),
        };
        int written = await ReportWriter.WriteAsync(report, query.RowsAsync(database, cancellationToken), format, command.GetValue(DecimalComma), Console.Out);
        if (format == "table" && written == query.Limit && await query.CountBeyondAsync(database, cancellationToken) is > 0 and var more)
        {
            string many = more > ReportQuery.MostCounted ? $"more than {ReportQuery.MostCounted:N0}" : more.ToString("N0", CultureInfo.InvariantCulture);
            await Console.Out.WriteLineAsync($"... and {many} more: --page {page + 1} shows the next, --limit N more at once, --format csv all of them.");
        }
    }

    private static async Task ListAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var reports = await Report.AllAsync(database, cancellationToken);
        int width = reports.Max(report => (int?)report.Name.Length) ?? 0;
        foreach (var report in reports)
        {
            await Console.Out.WriteLineAsync($"{report.Name.PadRight(width)}  {report.Meaning}");
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>("select exists (select from pg_roles where rolname = 'docextract_reader')"))
        {
            await Console.Error.WriteLineAsync(
                "There is no role for people who may read reports and nothing else, because whoever migrated may not make roles. As one who may: create role docextract_reader nologin; then, as the owner of the tables: select docextract.admit_readers();");
        }
    }

    private static int Screenful() => Console.IsOutputRedirected ? PageOfFiles : Math.Max(10, Console.WindowHeight - LinesAround);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
