using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Jobs;

/// <summary>What becomes of an attempt that brought no result, in Postgres and for its message.</summary>
internal sealed partial class AttemptEnd(DocumentStore store, StoreCheck storeCheck, JobSettings settings, ILogger<AttemptEnd> log)
{
    /// <summary>Code and sentence where a document has had its tries; null where it may be tried.</summary>
    public (string Code, string Sentence)? WhyGivenUp(Claim claim) =>
        claim.Deaths >= settings.Options.MaxCrashes ? ("crashed", Crashed(claim))
        : claim.Failures >= settings.Options.MaxAttempts ? ("failed", Failed(claim.Failures, "see its attempts"))
        : null;

    /// <summary>Rejected, and its message poisoned.</summary>
    /// <param name="claim">The right to say so.</param>
    /// <param name="code">Of the rejection.</param>
    /// <param name="sentence">For Postgres.</param>
    /// <param name="withoutContents">For the poison queue, where <paramref name="sentence"/> may quote the document.</param>
    public async Task<Outcome> GiveUpAsync(Claim claim, string code, string sentence, string? withoutContents = null) =>
        await store.RejectAsync(claim, code, sentence, CancellationToken.None)
            ? new Outcome.Poison(withoutContents ?? sentence)
            : await LoseAsync(claim);

    /// <summary>Who has lost the claim and can still say so has not died.</summary>
    public async Task<Outcome> LoseAsync(Claim claim)
    {
        try
        {
            await store.LoseAsync(claim, CancellationToken.None);
        }
        catch (Npgsql.NpgsqlException failure)
        {
            LogNotNoted(claim.DocumentId, FailureText.Of(failure));
        }

        return new Outcome.Lost();
    }

    /// <summary>Given back by a stopping worker; counts nowhere.</summary>
    public async Task<Outcome> ReleaseAsync(Claim claim)
    {
        try
        {
            await store.ReleaseAsync(claim, "released", null, counts: false, CancellationToken.None);
        }
        catch (Npgsql.NpgsqlException away)
        {
            // The message goes back all the same; whoever gets it waits until the claim lapses.
            LogNotReleased(claim.DocumentId, FailureText.Of(away));
        }

        return new Outcome.Released();
    }

    /// <summary>Tried again, given up, or everything is stopped: what the failure means.</summary>
    public async Task<Outcome> FailAsync(Claim claim, Exception failure)
    {
        string told = FailureText.Of(failure);
        LogFailed(claim.DocumentId, claim.Attempt, told, FailureText.Trace(failure));
        if (PostgresTrouble.Is(failure) && await storeCheck.ObstacleAsync(CancellationToken.None) is { } obstacle)
        {
            // Not the document's fault. Where Postgres works for others it may be: then the attempt counts, so that it ends one day.
            await store.ReleaseAsync(claim, "paused", obstacle, counts: false, CancellationToken.None);
            return new Outcome.Paused(obstacle);
        }

        switch (Failure.Of(failure))
        {
            case FailureKind.StopsTheLine:
                await store.ReleaseAsync(claim, "stopped", FailureText.InFull(failure), counts: false, CancellationToken.None);
                return new Outcome.StopLine(told);
            case FailureKind.Transient when claim.Failures + 1 < settings.Options.MaxAttempts:
                await store.ReleaseAsync(claim, "retry", FailureText.InFull(failure), counts: true, CancellationToken.None);
                return new Outcome.Later(Failure.Delay(failure, claim.Failures, settings.Options), told);
            default:
                return await GiveUpAsync(claim, "failed", Failed(claim.Failures + 1, FailureText.InFull(failure)), Failed(claim.Failures + 1, told));
        }
    }

    private static string Failed(int times, string reason) => $"Reading failed {times} {(times == 1 ? "time" : "times")}; the last time: {reason}";

    private static string Crashed(Claim claim) =>
        $"{claim.Deaths} {(claim.Deaths == 1 ? "worker" : "workers")} died while reading it. Look at it alone (docextract extract), or at the workers' memory limit; docextract retry {claim.DocumentId} has it read again.";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Document {DocumentId} attempt {Attempt} failed: {Reason}\n{Trace}")]
    private partial void LogFailed(long documentId, int attempt, string reason, string trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Document {DocumentId}: the claim could not be given back and lapses: {Reason}")]
    private partial void LogNotReleased(long documentId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Document {DocumentId}: that the claim is lost could not be noted: {Reason}")]
    private partial void LogNotNoted(long documentId, string reason);
}
