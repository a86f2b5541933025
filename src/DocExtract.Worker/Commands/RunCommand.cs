using System.CommandLine;
using Azure.Storage.Blobs;
using DocExtract.Worker.Batches;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Local;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary><c>run PATH...</c>: the whole way on one machine: blob store, queue, worker, Postgres, and a summary.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);
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
        using var host = BuildHost(Settings.Read(command, WithPatience(running.Settings)));
        await PrepareAsync(host.Services, cancellationToken);
        var documents = await IntakeAsync(host.Services, files, command.GetValue(Again), cancellationToken);

        await host.StartAsync(cancellationToken);
        var stopped = await FollowAsync(host.Services, documents, running, cancellationToken);
        await host.StopAsync(CancellationToken.None);

        bool failed = await ShowAsync(host.Services, documents);
        await Console.Out.WriteLineAsync(stopped ?? HowToLookFurther(running.Local, command.GetValue(Fresh)));
        return stopped is null && !failed ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Somebody waits in front of it: what fails is told after seconds, and the same command tries it again.</summary>
    private static Dictionary<string, string?> WithPatience(IReadOnlyDictionary<string, string?> settings) => new(settings)
    {
        ["Job:MaxAttempts"] = "3",
        ["Job:RetryDelay"] = "00:00:02",
        ["Queue:VisibilityTimeout"] = "00:00:30",
        ["Queue:MaxPollInterval"] = "00:00:01",
    };

    private static IHost BuildHost(IConfiguration configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddEngine(configuration).AddStorage(configuration).AddResults(configuration).AddQueue(configuration);
        builder.Services.AddSingleton<BatchQueries>().AddSingleton<BatchIntake>();
        builder.Services.PostConfigure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(1));
        return builder.Build();
    }

    private static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        await services.GetRequiredService<BlobContainerClient>().CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await services.GetRequiredService<Queues>().CreateAsync(cancellationToken);

        // Wrong settings (a reader that does not exist, an endpoint without a model) show before anything is uploaded.
        _ = services.GetRequiredService<Extractor>();
        Settings.CheckType(services);
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

    /// <summary>Waits for the end; the reason when it ends early.</summary>
    private static async Task<string?> FollowAsync(
        IServiceProvider services, IReadOnlyList<BatchDocument> documents, Services running, CancellationToken cancellationToken)
    {
        var queries = services.GetRequiredService<BatchQueries>();
        var consumer = services.GetRequiredService<QueueConsumer>();
        long[] ids = [.. documents.Where(document => !document.AlreadyExtracted).Select(document => document.DocumentId).Distinct()];
        string? reason = null;
        bool done = ids.Length == 0;
        await new BatchDisplay(Console.Out, TimeProvider.System).FollowAsync(ids.Length, async () =>
        {
            if (done || reason is not null)
            {
                return null;
            }

            await Task.WhenAny(Task.Delay(LookInterval, cancellationToken), consumer.LineStopped, consumer.ExecuteTask!, running.Ended);
            await (running.Ended.IsFaulted ? running.Ended : Task.CompletedTask);
            reason = cancellationToken.IsCancellationRequested ? "Stopped. What is not finished waits in the queue; the same command goes on with it."
                : consumer.LineStopped.IsCompletedSuccessfully ? await consumer.LineStopped
                : consumer.ExecuteTask!.IsFaulted ? consumer.ExecuteTask.Exception!.GetBaseException().Message
                : null;
            var counts = await queries.CountAsync(ids, CancellationToken.None);
            done = counts.Finished == ids.Length;
            return counts;
        });
        return reason;
    }

    /// <summary>True when the world, not a document, was why something could not be read.</summary>
    private static async Task<bool> ShowAsync(IServiceProvider services, IReadOnlyList<BatchDocument> documents)
    {
        var queries = services.GetRequiredService<BatchQueries>();
        var display = new BatchDisplay(Console.Out, TimeProvider.System);
        var rows = await queries.RowsAsync([.. documents.Select(document => document.DocumentId).Distinct()], CancellationToken.None);
        display.Summary(documents, rows);
        display.Spend(await queries.SpendAsync(
            [.. documents.Where(document => !document.AlreadyExtracted).Select(document => document.DocumentId).Distinct()], CancellationToken.None));
        return rows.SelectMany(file => file).Any(row => row.RejectionCode == "failed");
    }

    private static string HowToLookFurther(LocalServices? local, bool fresh) => (local, fresh) switch
    {
        (null, _) => "Look further: docextract report review | failures | summary | spend",
        (_, true) => "The database was a throw-away one (--fresh) and is gone now; leave out --fresh to keep the results.",
        _ => $"""
              Look further: docextract report review | failures | summary
              Or in SQL: keep the database running with `docextract local`, then psql "{local.PsqlUri}"
              """,
    };
}
