using System.CommandLine;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Configuring;
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
    private static readonly Option<bool> OnlyUntilEmpty = new("--until-empty") { Description = "End when the queue is empty: for a Job instead of a Deployment." };

    public static Command Create()
    {
        var command = new Command("worker", "Read documents from the queue until stopped; what runs in Kubernetes.") { OnlyUntilEmpty };
        Settings.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(Settings.Read(command));

        // The host has sources of its own, such as appsettings.Production.json.
        SettingFaults.Check(builder.Configuration);
        builder.Services.AddEngine(builder.Configuration).AddStorage(builder.Configuration)
            .AddResults(builder.Configuration).AddOutbox(builder.Configuration).AddOutboxClearing().AddQueue(builder.Configuration)
            .AddSweep(builder.Configuration).AddHealth(builder.Configuration).AddTelemetry(builder.Configuration);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Sweeper>());
        if (command.GetValue(OnlyUntilEmpty))
        {
            builder.Services.AddHostedService<UntilEmpty>();
        }

        await using var app = builder.Build();

        app.MapHealth();
        app.MapMetrics();

        // A reader or a schema that cannot work shows at the start, not with the first document.
        _ = app.Services.GetRequiredService<Extractor>();
        Settings.CheckType(app.Services);
        return await RunAsync(app, cancellationToken);
    }

    private static async Task<int> RunAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var consumer = app.Services.GetRequiredService<QueueConsumer>();
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done; // Stopped before it began.
        }

        var stopped = app.WaitForShutdownAsync(cancellationToken);
        await Task.WhenAny(stopped, consumer.LineStopped, consumer.ExecuteTask!);
        app.Lifetime.StopApplication();
        await stopped;
        await CrashedAsync(app.Services);
        return await CodeAsync(consumer);
    }

    /// <summary>Whichever service crashed stopped the host, and with it the consumer, in order.</summary>
    private static Task CrashedAsync(IServiceProvider services) => Task.WhenAll(
        services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask).OfType<Task>().Where(task => task.IsFaulted));

    /// <summary>Zero only when the consumer ended in order because somebody asked for it: .NET's host would say 0 whatever happened.</summary>
    private static async Task<int> CodeAsync(QueueConsumer consumer)
    {
        if (consumer.LineStopped.IsCompletedSuccessfully)
        {
            await Console.Error.WriteLineAsync(await consumer.LineStopped);
            return ExitCode.Failed;
        }

        if (!consumer.ExecuteTask!.IsCompleted)
        {
            await Console.Error.WriteLineAsync(
                "The host's time to stop was over before the work in progress had ended: set DOTNET_SHUTDOWNTIMEOUTSECONDS above Queue__DrainTimeout.");
            return ExitCode.Failed;
        }

        await consumer.ExecuteTask;
        return ExitCode.Done;
    }
}
