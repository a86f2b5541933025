using DocExtract.Telemetry;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Jobs;

/// <summary>Sees to it that a document is worked on by one worker at a time, and a deadly one by nobody else's side.</summary>
internal sealed class Claimant(DocumentStore store, Attempt attempt, JobSettings settings)
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);

    /// <summary>Most documents are done long before their lease lapses, and a message that waits for nothing counts as work for whoever scales the workers.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);
    private static readonly string WorkerName = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly Solitude _solitude = new();

    /// <summary>
    /// Claims the document and works on it, unless another does or it is done. One that its workers die of is left alone for a while, and gets its
    /// last try alone: whoever waits for that holds no claim yet.
    /// </summary>
    public async Task<Outcome> WorkAsync(Delivery delivery, Announcement announcement, CancellationToken stopping)
    {
        var deaths = await store.DeathsAsync(announcement, stopping);
        if (Failure.Pause(deaths, settings.Options) is var pause && pause > TimeSpan.Zero)
        {
            return new Outcome.Later(pause, "its last worker died");
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, delivery.Lost);
        using var place = await _solitude.EnterAsync(settings.Options.IsLastTry(deaths.Count), ended.Token);
        return await Stage.RunAsync(Stage.Claim, () => store.ClaimAsync(announcement, WorkerName, settings.Lease, stopping)) switch
        {
            ClaimAnswer.Granted granted => await attempt.WorkAsync(delivery, announcement, granted.Claim, stopping),
            ClaimAnswer.Busy busy => new Outcome.Later(WaitFor(busy.For), "another worker is at it"),

            // Whoever gave it up may have ended before the message was poisoned: better twice in that queue than never.
            ClaimAnswer.AlreadyFinal { GivenUp: { } code } when delivery.Message.DequeueCount > 1 => new Outcome.Poison($"Its document was given up ({code}); see docextract report failures."),
            _ => new Outcome.Done(),
        };
    }

    /// <summary>How long a message waits for a document that another worker has for so long at most.</summary>
    internal static TimeSpan WaitFor(TimeSpan lease) => lease < AtLeast ? AtLeast : lease > AtMost ? AtMost : lease;
}
