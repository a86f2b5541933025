using DocExtract.Worker.Results;

namespace DocExtract.Worker.Outbox;

/// <summary>
/// Forgets what waits for a destination that nobody has, since announcements are written for every destination that there may be. For
/// workers only: a command that somebody runs now and then is no reason to forget anything.
/// </summary>
internal sealed class OutboxClearing(IReadOnlyList<string> absent, OutboxQueries outbox, Repetition repetition) : BackgroundService
{
    /// <summary>
    /// So long announcements wait in any case: while versions or settings are changed one worker after the other, one may have a destination
    /// that it has not noted yet.
    /// </summary>
    private static readonly TimeSpan ForOthers = TimeSpan.FromHours(1);

    /// <summary>So long a destination is owed everything after the last process that had it ended: workers may be scaled to none over holidays.</summary>
    private static readonly TimeSpan UntilNobodys = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenClearings = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => repetition.RunAsync(ClearAsync, stoppingToken);

    private async Task<TimeSpan> ClearAsync(CancellationToken cancellationToken)
    {
        foreach (string destination in absent)
        {
            await outbox.ForgetAsync(destination, ForOthers, UntilNobodys, cancellationToken);
        }

        return BetweenClearings;
    }
}
