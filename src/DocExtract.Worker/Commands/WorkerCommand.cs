using System.CommandLine;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Outbox;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Telemetry;

namespace DocExtract.Worker.Commands;

/// <summary><c>worker</c>: reads documents from the queue until it is stopped.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var command = new Command("worker", "Read documents from the queue until stopped; what runs in Kubernetes.");
        Settings.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(Settings.Read(command));
        builder.Services.AddEngine(builder.Configuration).AddStorage(builder.Configuration)
            .AddResults(builder.Configuration).AddOutbox(builder.Configuration).AddQueue(builder.Configuration).AddSweep(builder.Configuration)
            .AddHealth(builder.Configuration);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Sweeper>());
        await using var app = builder.Build();

        // A reader or a schema that cannot work shows at the start, not with the first document.
        _ = app.Services.GetRequiredService<Extractor>();
        Settings.CheckType(app.Services);
        app.MapHealth();
        return await RunAsync(app, cancellationToken);
    }

    /// <summary>Ends non-zero when the consumer ended of itself: .NET's host would say 0.</summary>
    private static async Task<int> RunAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var consumer = app.Services.GetRequiredService<QueueConsumer>();
        await app.StartAsync(cancellationToken);
        var stopping = app.WaitForShutdownAsync(cancellationToken);
        var ended = await Task.WhenAny(stopping, consumer.LineStopped, consumer.ExecuteTask!);
        if (ended == stopping || (app.Lifetime.ApplicationStopping.IsCancellationRequested && !consumer.LineStopped.IsCompleted))
        {
            await stopping;
            return ExitCode.Done;
        }

        await app.StopAsync(CancellationToken.None);
        if (consumer.LineStopped.IsCompletedSuccessfully)
        {
            await Console.Error.WriteLineAsync(await consumer.LineStopped);
        }

        await consumer.ExecuteTask!;
        return ExitCode.Failed;
    }
}
