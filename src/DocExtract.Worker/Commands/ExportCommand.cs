using System.CommandLine;
using System.Globalization;
using DocExtract.Schemas;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Exporting;
using DocExtract.Worker.Local;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>export</c>: accepted documents for other systems, as tables or JSON.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Format = new("--format")
    {
        Description = "csv: a row a document; excel: CSV that Excel opens as it is; jsonl: an object a line, with the lines of the document in it.",
        Required = true,
    };

    private static readonly Option<DateOnly?> Since = DayOption.Create("--since", "Read on this day (UTC) or later: 2026-01-31.");
    private static readonly Option<DateOnly?> Until = DayOption.Create("--until", "Read on this day (UTC) or before.");
    private static readonly Option<string?> Out = new("--out") { Description = "File to write; has its name only once it is whole. Without: the output." };
    private static readonly Option<FileInfo?> Lines = new("--lines") { Description = "With csv or excel: a second file with a row for each line of each document, by its document_id." };
    private static readonly Option<bool> DecimalComma = new("--decimal-comma") { Description = "CSV for Excel in languages that write 1,5: semicolons between cells." };
    private static readonly Option<bool> Corrected = new("--corrected") { Description = "Also documents that need review, where a person has corrected them." };
    private static readonly Option<string[]> Types = new("--type")
    {
        Description = "Document types; invoice and receipt otherwise.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["invoice", "receipt"],
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("csv", "excel", "jsonl");
        var command = new Command("export", "Write accepted documents for other systems.") { Format, Since, Until, Out, Lines, DecimalComma, Corrected, Types };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        if (command.GetValue(Lines) is not null && command.GetRequiredValue(Format) is not ("csv" or "excel"))
        {
            throw new FormatException("--lines goes with --format csv and excel; the other formats hold the lines in each document.");
        }

        await using var running = await Services.StartAsync(
            Settings.Read(command), new LocalServicesOptions { Storage = false, JoinRunning = true }, cancellationToken);
        var configuration = Settings.Read(command, running.Settings);
        await using var services = new ServiceCollection().AddEngine(configuration).AddResults(configuration).BuildServiceProvider();
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(database, cancellationToken);
        }

        return await WriteAsync(command, services.GetRequiredService<SchemaCatalog>(), database, cancellationToken);
    }

    private static async Task<int> WriteAsync(ParseResult command, SchemaCatalog catalog, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        string[] types = command.GetRequiredValue(Types);
        var query = new ExportQuery
        {
            Types = types,
            Since = command.GetValue(Since),
            Until = command.GetValue(Until),
            Corrected = command.GetValue(Corrected),
        };
        var documents = query.ReadAsync(database, cancellationToken);
        string format = command.GetRequiredValue(Format);
        var file = command.GetValue(Out) is { } path ? new FileInfo(path) : null;
        long written = format == "jsonl"
            ? await TextExport.JsonLinesAsync(documents, file)
            : await TextExport.CsvAsync(
                documents, new ExportTable(types.Select(catalog.Get)), new CsvForm(format == "excel", command.GetValue(DecimalComma)), file, command.GetValue(Lines));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{written:N0} documents exported."));
        return ExitCode.Done;
    }
}
