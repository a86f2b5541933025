using DocExtract.Worker.Results;

namespace DocExtract.Worker.Outbox;

/// <summary>
/// Announces finished documents as long as the worker runs, in every replica. Each destination has a loop of its own, so that one
/// that is away holds up neither the other nor the work on documents; another says that the destination is there, so that no worker
/// without it forgets what it is owed.
/// </summary>
internal sealed class OutboxDispatcher(
    IReadOnlyList<IDestination> destinations, OutboxQueries outbox, OutboxOptions options, Repetition repetition, ILoggerFactory logs) : BackgroundService
{
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
    [
        .. destinations.Select(destination => repetition.RunAsync(token => NoteAsync(destination, token), stoppingToken)),
        .. destinations.Select(destination => new Announcer(destination, outbox, options, logs.CreateLogger<Announcer>()))
            .Select(announcer => repetition.RunAsync(announcer.SendDueAsync, stoppingToken)),
    ]);

    public override void Dispose()
    {
        foreach (var destination in destinations.OfType<IDisposable>())
        {
            destination.Dispose();
        }

        base.Dispose();
    }

    private async Task<TimeSpan> NoteAsync(IDestination destination, CancellationToken cancellationToken)
    {
        await outbox.NoteDestinationAsync(destination.Name, cancellationToken);
        return BetweenNotes;
    }
}
