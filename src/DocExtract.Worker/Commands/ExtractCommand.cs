using System.CommandLine;
using DocExtract.Readers.Vision;
using DocExtract.Schemas;
using DocExtract.Worker.Engine;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Commands;

/// <summary><c>extract FILE...</c>: no queue, no database; the result as JSON on stdout.</summary>
internal static class ExtractCommand
{
    private static readonly Argument<FileInfo[]> Files = new("FILE")
    {
        Description = "Documents: PDF, picture or e-invoice XML.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        Files.AcceptExistingOnly();
        var command = new Command("extract", "Read documents and print the results as JSON; one object a line for several files.") { Files };
        Settings.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddEngine(Settings.Read(command)).BuildServiceProvider();
        var extractor = services.GetRequiredService<Extractor>();
        var documentType = services.GetRequiredService<IOptions<ExtractionOptions>>().Value.Type;
        if (documentType is not null)
        {
            _ = services.GetRequiredService<SchemaCatalog>().Get(documentType);
        }

        var files = command.GetRequiredValue(Files);
        using var room = new SemaphoreSlim(Environment.ProcessorCount);
        var results = files.Select(file => ExtractAsync(extractor, file, documentType, room, cancellationToken)).ToList();
        int code = ExitCode.Done;
        for (int i = 0; i < files.Length; i++)
        {
            try
            {
                var extraction = await results[i];
                code = extraction.Verdict == Verdict.Rejected && code == ExitCode.Done ? ExitCode.Rejected : code;
                await Console.Out.WriteLineAsync(ExtractionJson.Write(extraction, indented: files.Length == 1));
            }
            catch (Exception failure) when (failure is ModelCallException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"{files[i]}: {failure.Message}");
                code = ExitCode.Failed;
            }
        }

        return code;
    }

    private static async Task<Extraction> ExtractAsync(
        Extractor extractor, FileInfo file, string? documentType, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            var content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
            return await Task.Run(() => extractor.ExtractAsync(file.Name, content, documentType, cancellationToken), cancellationToken);
        }
        finally
        {
            room.Release();
        }
    }
}
