using System.CommandLine;
using DocExtract.Pages;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Sources;
using DocExtract.Worker.Asking;
using DocExtract.Worker.Engine;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Commands;

/// <summary><c>ask FILE "question"</c>: the first model answers in words what is printed on a document.</summary>
internal static class AskCommand
{
    private static readonly Argument<FileInfo> Document = new("FILE") { Description = "A document: PDF or picture." };
    private static readonly Argument<string?> Question = new("QUESTION") { Description = "What to ask.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Interactive = new("--interactive") { Description = "Then ask what is typed, line by line, until the end or an empty line." };
    private static readonly Option<int?> Page = new("--page") { Description = "Show only this page." };

    public static Command Create()
    {
        Document.AcceptExistingOnly();
        var command = new Command("ask", "Ask the model about a document, in words.") { Document, Question, Interactive, Page };
        Settings.AddModelTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var configuration = Settings.Read(command);
        string? question = command.GetValue(Question);
        if (string.IsNullOrWhiteSpace(question) && !command.GetValue(Interactive))
        {
            throw new ArgumentException("What is the question? Give it after the file, in quotes, or use --interactive.");
        }

        await using var services = new ServiceCollection().AddEngine(configuration).BuildServiceProvider();
        if (!VisionTiers.HasModel(services, configuration))
        {
            throw new FormatException($"Questions need a model: {VisionTiers.HowToHaveOne}.");
        }

        var reader = VisionTiers.Create(configuration, services.GetRequiredService<TimeProvider>())[0];
        try
        {
            var document = await OpenAsync(services, command.GetRequiredValue(Document), command.GetValue(Page), cancellationToken);
            var account = new MemoryAccount(services.GetRequiredService<IOptions<VisionSettings>>().Value.DocumentBudget);
            var talk = new Talk(new Conversation(reader, document, command.GetValue(Page)), account, reader.IsPriceKnown);
            bool answered = string.IsNullOrWhiteSpace(question) || await talk.AskAsync(question, cancellationToken);
            answered &= !command.GetValue(Interactive) || await talk.AskAllAsync(Console.In, cancellationToken);
            return answered ? ExitCode.Done : ExitCode.Failed;
        }
        catch (DocumentRejectedException rejected)
        {
            await Console.Error.WriteLineAsync(rejected.Message);
            return ExitCode.Rejected;
        }
    }

    private static async Task<Document> OpenAsync(IServiceProvider services, FileInfo file, int? page, CancellationToken cancellationToken)
    {
        byte[] content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var source = SourceFile.Open(file.Name, content, services.GetRequiredService<SourceLimits>());
        var document = services.GetRequiredService<DocumentOpener>().Open(source, cancellationToken);
        return document.Pages.Count == 0
            ? throw new DocumentRejectedException(RejectionCode.Unsupported, "It has no pages that a model could look at.")
            : page < 1 || page > document.Pages.Count
                ? throw new ArgumentException($"There is no page {page}: {file.Name} has {document.Pages.Count}.")
                : document;
    }
}
