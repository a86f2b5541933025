using System.CommandLine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>report NAME</c>: prints one of the SQL reports.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = $"One of: {string.Join(", ", Report.Names)}." };
    private static readonly Option<string> Format = new("--format") { Description = "table, csv or json.", DefaultValueFactory = _ => "table" };
    private static readonly Option<int> Limit = new("--limit") { Description = "Rows at most.", DefaultValueFactory = _ => 1000 };

    public static Command Create()
    {
        Name.AcceptOnlyFromAmong([.. Report.Names]);
        Format.AcceptOnlyFromAmong([.. ReportWriter.Formats]);
        Limit.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1)
            {
                given.AddError("--limit wants a number of rows from 1.");
            }
        });
        var command = new Command("report", "Print a report from Postgres.") { Name, Format, Limit };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var configuration = Settings.Read(command);
        await using var running = await Services.StartAsync(
            configuration, new LocalServicesOptions { Storage = false, JoinRunning = true }, cancellationToken);
        await using var services = new ServiceCollection().AddResults(Settings.Read(command, running.Settings)).BuildServiceProvider();
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(database, cancellationToken);
        }

        var report = await Report.ReadAsync(database, command.GetRequiredValue(Name), command.GetValue(Limit), cancellationToken);
        ReportWriter.Write(report, command.GetRequiredValue(Format), Console.Out);
        return ExitCode.Done;
    }
}
