using DocExtract.Worker.Results;

namespace DocExtract.Worker.Outbox;

/// <summary>
/// Announces finished documents as long as the worker runs, in every replica. Each destination has a loop of its own, so that one
/// that is away holds up neither the other nor the work on documents.
/// </summary>
internal sealed partial class OutboxDispatcher(
    IReadOnlyList<IDestination> destinations, OutboxQueries outbox, OutboxOptions options, TimeProvider time, ILoggerFactory logs) : BackgroundService
{
    private static readonly string[] Known = ["queue", "webhook"];

    /// <summary>
    /// So long announcements wait for a destination that this worker does not have: while versions or settings are changed one worker
    /// after the other, another may have it.
    /// </summary>
    private static readonly TimeSpan ForOthers = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenClearings = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private readonly ILogger<OutboxDispatcher> _log = logs.CreateLogger<OutboxDispatcher>();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
    [
        .. destinations.Select(destination => new Announcer(destination, outbox, options, logs.CreateLogger<Announcer>()))
            .Select(announcer => RepeatAsync(announcer.SendDueAsync, stoppingToken)),
        .. Known.Except(destinations.Select(destination => destination.Name)).Select(absent => RepeatAsync(
            async token =>
            {
                await outbox.ForgetAsync(absent, ForOthers, token);
                return BetweenClearings;
            },
            stoppingToken)),
    ]);

    public override void Dispose()
    {
        foreach (var destination in destinations.OfType<IDisposable>())
        {
            destination.Dispose();
        }

        base.Dispose();
    }

    private async Task RepeatAsync(Func<CancellationToken, Task<TimeSpan>> stepAsync, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = AfterTrouble;
            try
            {
                pause = await stepAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Announcing never ends the worker: what was not settled is due again, and Postgres may be away.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogTrouble(failure);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Announcements wait")]
    private partial void LogTrouble(Exception failure);
}
