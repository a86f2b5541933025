using System.CommandLine;
using System.Globalization;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Corrections;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Reports;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>corrections</c> lists what people corrected; <c>corrections export DIR</c> makes an evaluation set of it.</summary>
internal static class CorrectionsCommand
{
    private const int MostRows = 1000;

    private static readonly Argument<DirectoryInfo> Folder = new("DIR") { Description = "Folder to fill with documents/ and expected/: docextract eval DIR reads it." };

    public static Command Create()
    {
        var export = new Command("export", "Write the corrected documents with their truth as a set for docextract eval.") { Folder };
        export.SetAction(ExportAsync);
        var command = new Command("corrections", "List what people corrected, the newest first.") { export };
        command.SetAction(ListAsync);
        return command;
    }

    private static Task<int> ListAsync(ParseResult command, CancellationToken cancellationToken) =>
        WithServicesAsync(command, withStorage: false, async services =>
        {
            var database = services.GetRequiredService<NpgsqlDataSource>();
            var query = new ReportQuery(await Report.FindAsync(database, "corrected", cancellationToken)) { Limit = MostRows };
            await ReportWriter.WriteAsync(query.Report, query.RowsAsync(database, cancellationToken), "table", decimalComma: false, Console.Out);
        }, cancellationToken);

    private static Task<int> ExportAsync(ParseResult command, CancellationToken cancellationToken) =>
        WithServicesAsync(command, withStorage: true, async services =>
        {
            var folder = command.GetRequiredValue(Folder);
            string documents = folder.CreateSubdirectory("documents").FullName, expected = folder.CreateSubdirectory("expected").FullName;
            var inbox = services.GetRequiredService<Inbox>();
            var corrected = await new CorrectedDocuments(services.GetRequiredService<NpgsqlDataSource>()).AllAsync(cancellationToken);
            int written = 0;
            foreach (var file in corrected.GroupBy(document => document.FileId))
            {
                var first = file.First();
                string name = string.Create(CultureInfo.InvariantCulture, $"{file.Key}-{Path.GetFileNameWithoutExtension(first.FileName)}");
                try
                {
                    var content = await inbox.DownloadAsync(inbox.Find(new Uri(first.SourceUri)), first.ETag, cancellationToken);
                    await File.WriteAllBytesAsync(Path.Combine(documents, name + Path.GetExtension(first.FileName)), content, cancellationToken);
                    await File.WriteAllTextAsync(Path.Combine(expected, name + ".json"), CorrectedSet.TruthOf([.. file]), cancellationToken);
                    written++;
                }
                catch (Sources.DocumentRejectedException gone)
                {
                    await Console.Error.WriteLineAsync($"{first.FileName} was left out: {gone.Message}");
                }
            }

            await Console.Out.WriteLineAsync($"{written} files written. Measure the readers on them: docextract eval {folder}");
        }, cancellationToken);

    private static async Task<int> WithServicesAsync(
        ParseResult command, bool withStorage, Func<IServiceProvider, Task> act, CancellationToken cancellationToken)
    {
        await using var running = await Services.StartAsync(
            Settings.Read(command), new LocalServicesOptions { Storage = withStorage, JoinRunning = true }, cancellationToken);
        var configuration = Settings.Read(command, running.Settings);
        var registered = new ServiceCollection().AddEngine(configuration).AddResults(configuration);
        await using var services = (withStorage ? registered.AddStorage(configuration) : registered).BuildServiceProvider();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        }

        await act(services);
        return ExitCode.Done;
    }
}
