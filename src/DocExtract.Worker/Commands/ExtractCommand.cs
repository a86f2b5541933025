using System.CommandLine;
using DocExtract.Pages;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Sources;
using DocExtract.Worker.Drawing;
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

    private static readonly Option<DirectoryInfo?> DebugImage = new("--debug-image")
    {
        Description = "Write each page with its words, item rows and chosen values drawn on it (FILE-1.svg ...) to this folder.",
    };

    public static Command Create()
    {
        Files.AcceptExistingOnly();
        var command = new Command("extract", "Read documents and print the results as JSON; one object a line for several files.")
        {
            Files, DebugImage,
        };
        Settings.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddEngine(Settings.Read(command)).BuildServiceProvider();
        var extractor = services.GetRequiredService<Extractor>();
        var documentType = services.GetRequiredService<IOptions<ExtractionOptions>>().Value.Type;
        var budget = services.GetRequiredService<IOptions<VisionSettings>>().Value.DocumentBudget;
        Settings.CheckType(services);

        var files = command.GetRequiredValue(Files);
        using var room = new SemaphoreSlim(Environment.ProcessorCount);
        var results = files.Select(file => ExtractAsync(extractor, file, documentType, new MemoryAccount(budget), room, cancellationToken)).ToList();
        var debugImages = command.GetValue(DebugImage);
        int code = ExitCode.Done;
        foreach (var (file, result) in files.Zip(results))
        {
            try
            {
                var extraction = await result;
                code = extraction.Verdict == Verdict.Rejected && code == ExitCode.Done ? ExitCode.Rejected : code;
                await Console.Out.WriteLineAsync(ExtractionJson.Write(extraction, indented: files.Length == 1));
                if (debugImages is not null && extraction.Rejection is null)
                {
                    await DrawAsync(services, file, extraction, debugImages, cancellationToken);
                }
            }
            catch (Exception failure) when (failure is ModelCallException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"{file}: {failure.Message}");
                code = ExitCode.Failed;
            }
        }

        return code;
    }

    private static async Task DrawAsync(
        IServiceProvider services, FileInfo file, Extraction extraction, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        byte[] content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var source = SourceFile.Open(file.Name, content, services.GetRequiredService<SourceLimits>());
        var document = services.GetRequiredService<DocumentOpener>().Open(source, cancellationToken);
        await DebugImages.WriteAsync(document, extraction, directory, cancellationToken);
    }

    private static async Task<Extraction> ExtractAsync(
        Extractor extractor, FileInfo file, string? documentType, MemoryAccount account, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            var content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
            return await Task.Run(() => extractor.ExtractAsync(file.Name, content, documentType, account, cancellationToken), cancellationToken);
        }
        finally
        {
            room.Release();
        }
    }
}
