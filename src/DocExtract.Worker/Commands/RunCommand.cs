using System.CommandLine;
using DocExtract.Worker.Batches;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Local;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Commands;

/// <summary><c>run PATH...</c>: the whole way on one machine: blob store, queue, worker, Postgres, and a summary.</summary>
internal static class RunCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Throw-away database and storage, gone at the end." };
    private static readonly Option<bool> Again = new("--again") { Description = "Read also what was extracted before." };

    public static Command Create()
    {
        var command = new Command("run", "Send files through the whole pipeline on this machine and show the results.") { Paths, Fresh, Again };
        Settings.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var files = BatchFiles.Find(command.GetRequiredValue(Paths));
        await using var running = await Services.StartAsync(
            Settings.Read(command), new LocalServicesOptions { Fresh = command.GetValue(Fresh) }, cancellationToken);
        using var host = WorkerHost.Build(Settings.Read(command, WorkerHost.WithPatience(running.Settings)));
        await WorkerHost.PrepareAsync(host.Services, cancellationToken);
        var documents = await IntakeAsync(host.Services, files, command.GetValue(Again), cancellationToken);

        var stopped = await WorkerHost.WorkAsync(host, documents, running, cancellationToken);
        bool failed = await WorkerHost.ShowAsync(host.Services, documents);
        await Console.Out.WriteLineAsync(stopped ?? HowToLookFurther(running.Local, command.GetValue(Fresh)));
        return stopped is null && !failed ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<IReadOnlyList<BatchDocument>> IntakeAsync(
        IServiceProvider services, IReadOnlyList<FileInfo> files, bool again, CancellationToken cancellationToken)
    {
        var intake = services.GetRequiredService<BatchIntake>();
        var documentType = services.GetRequiredService<IOptions<ExtractionOptions>>().Value.Type;
        var documents = new BatchDocument[files.Count];
        await Parallel.ForAsync(
            0, files.Count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = 8 },
            async (i, token) => documents[i] = await intake.AddAsync(files[i], documentType, again, token));
        return documents;
    }

    private static string HowToLookFurther(LocalServices? local, bool fresh) => (local, fresh) switch
    {
        (null, _) => "Look further: docextract report review_queue | failures | summary | model_costs",
        (_, true) => "The database was a throw-away one (--fresh) and is gone now; leave out --fresh to keep the results.",
        _ => $"""
              Look further: docextract report review_queue | failures | summary
              Or in SQL: keep the database running with `docextract local`, then psql "{local.PsqlUri}"
              """,
    };
}
