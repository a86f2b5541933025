using System.CommandLine;
using System.Globalization;
using DocExtract.Schemas;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Exporting;
using DocExtract.Worker.Exporting.EInvoice;
using DocExtract.Worker.Local;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>export</c>: accepted documents for other systems, as tables, JSON or e-invoices.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Format = new("--format")
    {
        Description = "csv: a row a document; excel: CSV that Excel opens as it is; jsonl: an object a line, with the lines of the document in it; ubl, cii: an e-invoice by EN 16931 for each.",
        Required = true,
    };

    private static readonly Option<DateOnly?> Since = DayOption.Create("--since", "Read on this day (UTC) or later: 2026-01-31.");
    private static readonly Option<DateOnly?> Until = DayOption.Create("--until", "Read on this day (UTC) or before.");
    private static readonly Option<string?> Out = new("--out") { Description = "File to write, without it the output; with ubl and cii the folder to fill." };
    private static readonly Option<FileInfo?> Lines = new("--lines") { Description = "With csv or excel: a second file with a row for each line of each document, by its document_id." };
    private static readonly Option<bool> DecimalComma = new("--decimal-comma") { Description = "CSV for Excel in languages that write 1,5: semicolons between cells." };
    private static readonly Option<bool> Corrected = new("--corrected") { Description = "Also documents that need review, where a person has corrected them." };
    private static readonly Option<string[]> Assume = new("--assume")
    {
        Description = $"With ubl and cii: what you know of all these documents where they say nothing, such as BT-55=DE; of {string.Join(", ", Assumptions.Terms)}.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Unit = new("--unit")
    {
        Description = "With ubl and cii: the UN/ECE code of a unit as it is printed, such as \"a corpo=LS\".",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Types = new("--type")
    {
        Description = "Document types; invoice and receipt otherwise.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["invoice", "receipt"],
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("csv", "excel", "jsonl", "ubl", "cii");
        var command = new Command("export", "Write accepted documents for other systems.")
        {
            Format, Since, Until, Out, Lines, DecimalComma, Corrected, Types, Assume, Unit,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        Check(command);
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

    private static void Check(ParseResult command)
    {
        string format = command.GetRequiredValue(Format);
        if (command.GetValue(Lines) is not null && format is not ("csv" or "excel"))
        {
            throw new FormatException("--lines goes with --format csv and excel; the other formats hold the lines in each document.");
        }

        if (format is "ubl" or "cii")
        {
            _ = command.GetValue(Out) ?? throw new FormatException($"--format {format} writes a file for each document: say with --out in which folder.");
        }
        else if (command.GetValue(Assume) is { Length: > 0 } || command.GetValue(Unit) is { Length: > 0 })
        {
            throw new FormatException("--assume and --unit go with --format ubl and cii; the other formats say what documents say.");
        }
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
        return format is "ubl" or "cii"
            ? await WriteEInvoicesAsync(command, format == "ubl" ? EInvoiceSyntax.Ubl : EInvoiceSyntax.Cii, documents)
            : await WriteTextAsync(command, format, types, catalog, documents);
    }

    private static async Task<int> WriteTextAsync(
        ParseResult command, string format, string[] types, SchemaCatalog catalog, IAsyncEnumerable<ExportedDocument> documents)
    {
        var file = command.GetValue(Out) is { } path ? new FileInfo(path) : null;
        long written = format == "jsonl"
            ? await TextExport.JsonLinesAsync(documents, file)
            : await TextExport.CsvAsync(
                documents, new ExportTable(types.Select(catalog.Get)), new CsvForm(format == "excel", command.GetValue(DecimalComma)), file, command.GetValue(Lines));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{written:N0} documents exported."));
        return ExitCode.Done;
    }

    private static async Task<int> WriteEInvoicesAsync(ParseResult command, EInvoiceSyntax syntax, IAsyncEnumerable<ExportedDocument> documents)
    {
        var folder = new DirectoryInfo(command.GetRequiredValue(Out)!);
        var assumed = new Assumptions(command.GetValue(Assume) ?? [], command.GetValue(Unit) ?? []);
        var counts = await new EInvoiceExport(syntax, assumed, folder, Console.Error.WriteLine).WriteAsync(documents);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Written:N0} documents exported{(counts.LeftOut > 0 ? $", {counts.LeftOut:N0} not: they lack what EN 16931 wants" : "")}."));
        return counts.LeftOut > 0 ? ExitCode.Incomplete : ExitCode.Done;
    }
}
