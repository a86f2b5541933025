using System.CommandLine;
using System.Globalization;
using DocExtract.Worker.Batches;
using DocExtract.Worker.Batches.Questions;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Commands;

/// <summary><c>batch submit|status|collect</c>: the model's answers within a day, for less; then the usual way.</summary>
internal static class BatchCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<long?> Id = new("ID") { Description = "One batch; all otherwise.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Rest = new("--rest")
    {
        Description = "Documents with questions that the batch did not answer: online asks them now, skip leaves them for another submit.",
        DefaultValueFactory = _ => "online",
    };

    public static Command Create()
    {
        Rest.AcceptOnlyFromAmong("online", "skip");
        return new Command("batch", "Have the model's questions answered in batches, within a day and for less.")
        {
            Verb("submit", "Send files in and ask the model about them in a batch.", SubmitAsync, Paths),
            Verb("status", "Show the batches and how far they are.", StatusAsync, Id),
            Verb("collect", "Take over the answers of batches that have ended, and read their documents.", CollectAsync, Id, Rest),
        };
    }

    private static Command Verb(string name, string description, Func<ParseResult, Services, IHost, CancellationToken, Task<int>> act, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        Settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var running = await Services.StartAsync(Settings.Read(parsed), new LocalServicesOptions(), cancellationToken);
            var configuration = Settings.Read(parsed, WorkerHost.WithPatience(running.Settings));
            using var host = WorkerHost.Build(configuration, services => services.AddQuestions(configuration));
            await WorkerHost.PrepareAsync(host.Services, cancellationToken);
            host.Services.CheckBatches();
            return await act(parsed, running, host, cancellationToken);
        });
        return command;
    }

    private static async Task<int> SubmitAsync(ParseResult command, Services running, IHost host, CancellationToken cancellationToken)
    {
        var files = BatchFiles.Find(command.GetRequiredValue(Paths));
        await using var turn = await host.Services.GetRequiredService<ModelBatchQueries>().TakeTurnAsync(cancellationToken);
        await host.Services.GetRequiredService<BatchSender>().ResumeAsync(cancellationToken);
        await using var writer = host.Services.GetRequiredService<BatchWriter>();
        var submitted = await host.Services.GetRequiredService<BatchSubmission>().SubmitAsync(
            files, host.Services.GetRequiredService<IOptions<ExtractionOptions>>().Value.Type, writer, cancellationToken);

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Count} files: {submitted.Waiting} wait for a batch ({writer.Questions} new questions in {writer.Batches} batches), {submitted.Queued} need none and wait in the queue, {submitted.Taken} are being read, {submitted.AlreadyExtracted} already extracted."));
        await Console.Out.WriteLineAsync("Look: docextract batch status. When it has ended: docextract batch collect.");
        return ExitCode.Done;
    }

    private static async Task<int> StatusAsync(ParseResult command, Services running, IHost host, CancellationToken cancellationToken)
    {
        var id = command.GetValue(Id);
        await host.Services.GetRequiredService<BatchCollection>().LookAsync(id, cancellationToken);
        BatchTable.Write(await host.Services.GetRequiredService<ModelBatchQueries>().ListAsync(id, onlyOpen: false, cancellationToken), Console.Out);
        return ExitCode.Done;
    }

    private static async Task<int> CollectAsync(ParseResult command, Services running, IHost host, CancellationToken cancellationToken)
    {
        await using var turn = await host.Services.GetRequiredService<ModelBatchQueries>().TakeTurnAsync(cancellationToken);
        await host.Services.GetRequiredService<BatchSender>().ResumeAsync(cancellationToken);
        var documents = await TakeOverAsync(command, host.Services, cancellationToken);
        if (documents.Count == 0)
        {
            return ExitCode.Done;
        }

        var stopped = await WorkerHost.WorkAsync(host, documents, running, cancellationToken);
        bool failed = await WorkerHost.ShowAsync(host.Services, documents);
        await Console.Out.WriteLineAsync(stopped ?? "Look further: docextract report review | failures | summary | spend");
        return stopped is null && !failed ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>The documents that can be read now.</summary>
    private static async Task<IReadOnlyList<BatchDocument>> TakeOverAsync(ParseResult command, IServiceProvider services, CancellationToken cancellationToken)
    {
        var collection = services.GetRequiredService<BatchCollection>();
        var batches = await collection.LookAsync(command.GetValue(Id), cancellationToken);
        foreach (var (batch, status) in batches.Where(seen => seen.Status.HasEnded))
        {
            await collection.CollectAsync(batch, status, cancellationToken);
        }

        bool skip = command.GetValue(Rest) == "skip";
        var answered = await services.GetRequiredService<ModelBatchQueries>().AnsweredAsync(cancellationToken);
        var ready = answered.Where(document => !skip || document.Unanswered == 0).ToList();
        foreach (var document in ready)
        {
            await collection.AnnounceAsync(document, cancellationToken);
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{batches.Count(seen => seen.Status.HasEnded)} batches collected, {batches.Count(seen => !seen.Status.HasEnded)} not ended yet. {ready.Count} documents are read now; {answered.Sum(document => document.Unanswered)} questions were not answered {(skip ? "and are left" : "and are asked online")}."));
        return [.. ready.Select(document => new BatchDocument(document.FileName, document.Id, AlreadyExtracted: false))];
    }
}
