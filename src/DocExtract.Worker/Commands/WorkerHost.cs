using DocExtract.Worker.Batches;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Commands;

/// <summary>A worker inside a command that somebody waits for: it reads what the command sent in, shows how far it is, and ends.</summary>
internal static class WorkerHost
{
    private const string Stopped = "Stopped. What is not finished waits in the queue; the same command goes on with it.";
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    public static IHost Build(IConfiguration configuration, Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddEngine(configuration).AddStorage(configuration).AddResults(configuration).AddOutbox(configuration).AddQueue(configuration);
        builder.Services.AddSingleton<BatchQueries>().AddSingleton<BatchIntake>();
        more?.Invoke(builder.Services);
        builder.Services.PostConfigure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(1));
        return builder.Build();
    }

    /// <summary>What fails is told after seconds, and the same command tries it again.</summary>
    public static Dictionary<string, string?> WithPatience(IReadOnlyDictionary<string, string?> settings) => new(settings)
    {
        ["Job:MaxAttempts"] = "3",
        ["Job:RetryDelay"] = "00:00:02",
        ["Queue:VisibilityTimeout"] = "00:00:30",
        ["Queue:MaxPollInterval"] = "00:00:01",
    };

    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await Migrations.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        await services.GetRequiredService<Inbox>().CreateAsync(cancellationToken);
        await services.GetRequiredService<Queues>().CreateAsync(cancellationToken);

        // Wrong settings (a reader that does not exist, an endpoint without a model) show before anything is uploaded.
        _ = services.GetRequiredService<Extractor>();
        Settings.CheckType(services);
    }

    /// <summary>Works until the documents are read; the reason when it ends early.</summary>
    public static async Task<string?> WorkAsync(
        IHost host, IReadOnlyList<BatchDocument> documents, Services running, CancellationToken cancellationToken)
    {
        await host.StartAsync(cancellationToken);
        var stopped = await FollowAsync(host.Services, documents, running, cancellationToken);
        await host.StopAsync(CancellationToken.None);
        return stopped;
    }

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
            reason = cancellationToken.IsCancellationRequested ? Stopped
                : consumer.LineStopped.IsCompletedSuccessfully ? await consumer.LineStopped
                : consumer.ExecuteTask!.IsFaulted ? consumer.ExecuteTask.Exception!.GetBaseException().Message
                : consumer.ExecuteTask.IsCompleted ? Stopped // By a signal that only the host listens to.
                : null;
            var counts = await queries.CountAsync(ids, CancellationToken.None);
            done = counts.Finished == ids.Length;
            return counts;
        });
        return reason;
    }

    /// <summary>True when the world, not a document, was why something could not be read.</summary>
    public static async Task<bool> ShowAsync(IServiceProvider services, IReadOnlyList<BatchDocument> documents)
    {
        var queries = services.GetRequiredService<BatchQueries>();
        var display = new BatchDisplay(Console.Out, TimeProvider.System);
        var rows = await queries.RowsAsync([.. documents.Select(document => document.DocumentId).Distinct()], CancellationToken.None);
        display.Summary(documents, rows);
        display.Spend(await queries.SpendAsync(
            [.. documents.Where(document => !document.AlreadyExtracted).Select(document => document.DocumentId).Distinct()], CancellationToken.None));
        return rows.SelectMany(file => file).Any(row => row.RejectionCode == "failed");
    }
}
