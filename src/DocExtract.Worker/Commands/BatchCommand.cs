using System.CommandLine;
using System.Globalization;
using DocExtract.Worker.Batches;
using DocExtract.Worker.Batches.Questions;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>batch submit|status|collect</c>: the model's answers within a day, for less; then the usual way.</summary>
internal static class BatchCommand
{
    private const string Online = "online";

    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<long?> Id = new("ID") { Description = "One batch; all otherwise.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Rest = new("--rest")
    {
        Description = "Documents with questions that have no answer from a batch: skip leaves them for another submit, online asks them now at the full price.",
        DefaultValueFactory = _ => "skip",
    };

    public static Command Create()
    {
        Rest.AcceptOnlyFromAmong("skip", Online);
        return new Command("batch", "Have the model's questions answered in batches, within a day and for less.")
        {
            Verb("submit", "Send files in and ask the model about them in a batch.", WithWorker(SubmitAsync), Paths),
            Verb("status", "Show the batches and how far they are.", StatusAsync, Id),
            Verb("collect", "Take over the answers of batches that have ended, and read their documents.", WithWorker(CollectAsync), Id, Rest),
        };
    }

    private static Command Verb(string name, string description, Func<ParseResult, CancellationToken, Task<int>> act, params Symbol[] symbols)
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
        command.SetAction(act);
        return command;
    }

    private static Func<ParseResult, CancellationToken, Task<int>> WithWorker(Func<ParseResult, Services, IHost, CancellationToken, Task<int>> act) =>
        async (parsed, cancellationToken) =>
        {
            await using var running = await Services.StartAsync(Settings.Read(parsed), new LocalServicesOptions(), cancellationToken);
            var configuration = Settings.Read(parsed, WorkerHost.WithPatience(running.Settings));
            using var host = WorkerHost.Build(configuration, services => services.AddQuestions(configuration));
            await WorkerHost.PrepareAsync(host.Services, cancellationToken);
            host.Services.CheckBatches();
            return await act(parsed, running, host, cancellationToken);
        };

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
        if (submitted.OfUnknownType > 0)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{submitted.OfUnknownType} of no type that words tell wait in the queue: a worker has them asked online, at the full price. Name it (--type) to have such files in a batch."));
        }

        await Console.Out.WriteLineAsync("Look: docextract batch status. When it has ended: docextract batch collect.");
        return await RemarkAsync(host.Services.GetRequiredService<OpenBatches>()) ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Looks at the server and at Postgres; needs neither storage nor the engine.</summary>
    private static async Task<int> StatusAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var running = await Services.StartAsync(
            Settings.Read(command), new LocalServicesOptions { Storage = false, JoinRunning = true }, cancellationToken);
        var configuration = Settings.Read(command, running.Settings);
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddResults(configuration).AddQuestions(configuration).BuildServiceProvider();
        if (running.Local is not null)
        {
            await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        }

        var id = command.GetValue(Id);
        var open = services.GetRequiredService<OpenBatches>();
        await open.LookAsync(id, (_, _) => Task.CompletedTask, cancellationToken);
        BatchTable.Write(await services.GetRequiredService<ModelBatchQueries>().ListAsync(id, onlyOpen: false, cancellationToken), Console.Out);
        return await RemarkAsync(open) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<int> CollectAsync(ParseResult command, Services running, IHost host, CancellationToken cancellationToken)
    {
        await using var turn = await host.Services.GetRequiredService<ModelBatchQueries>().TakeTurnAsync(cancellationToken);
        await host.Services.GetRequiredService<BatchSender>().ResumeAsync(cancellationToken);
        var (collected, notEnded) = await TakeOverAsync(command.GetValue(Id), host.Services, cancellationToken);
        bool failed = await RemarkAsync(host.Services.GetRequiredService<OpenBatches>());
        var release = await host.Services.GetRequiredService<BatchRelease>().ReleaseAsync(command.GetValue(Rest) == Online, cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{collected} batches collected, {notEnded} not ended yet. {release.Describe()}"));
        if (release.Documents.Count == 0)
        {
            return failed ? ExitCode.Failed : ExitCode.Done;
        }

        var stopped = await WorkerHost.WorkAsync(host, release.Documents, running, cancellationToken);
        failed |= await WorkerHost.ShowAsync(host.Services, release.Documents);
        await Console.Out.WriteLineAsync(stopped ?? "Look further: docextract report review_queue | failures | summary | model_costs");
        return stopped is null && !failed ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<(int Collected, int NotEnded)> TakeOverAsync(long? id, IServiceProvider services, CancellationToken cancellationToken)
    {
        int collected = 0, notEnded = 0;
        var collection = services.GetRequiredService<BatchCollection>();
        await services.GetRequiredService<OpenBatches>().LookAsync(
            id,
            async (batch, status) =>
            {
                if (status.HasEnded)
                {
                    await collection.CollectAsync(batch, status, cancellationToken);
                    collected++;
                }
                else
                {
                    notEnded++;
                }
            },
            cancellationToken);
        return (collected, notEnded);
    }

    /// <summary>Tells of the batches that were left alone or failed; true when the server failed at one.</summary>
    private static async Task<bool> RemarkAsync(OpenBatches open)
    {
        foreach (string remark in open.Remarks)
        {
            await Console.Error.WriteLineAsync(remark);
        }

        return open.HasFailed;
    }
}
