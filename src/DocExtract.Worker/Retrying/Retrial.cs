using DocExtract.Worker.Blobs;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Retrying;

/// <summary>A file that somebody wants to have read once more.</summary>
/// <param name="Candidate">The file as it stands.</param>
/// <param name="Hindrance">Why it is left as it is; null where it can be read.</param>
internal sealed record RetryStep(RetryCandidate Candidate, string? Hindrance);

/// <summary>Has finished documents read once more.</summary>
internal sealed class Retrial(RetryStore store, Inbox inbox, Queues queues)
{
    private const int QuestionsAtOnce = 8;

    /// <summary>What would be done; changes nothing. A result whose file is gone is not given up for nothing.</summary>
    public async Task<IReadOnlyList<RetryStep>> PlanAsync(RetryFilter filter, CancellationToken cancellationToken)
    {
        var candidates = await store.FindAsync(filter, cancellationToken);
        var steps = new RetryStep[candidates.Count];
        await Parallel.ForAsync(
            0, steps.Length, new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce, CancellationToken = cancellationToken },
            async (i, token) => steps[i] = new RetryStep(
                candidates[i], candidates[i].Hindrance(filter.Accepted) ?? await FileHindranceAsync(candidates[i], token)));
        return steps;
    }

    /// <summary>
    /// Queues a file once more, and tells the workers after that: a crash between the two leaves it queued, and asking again tells them.
    /// False when its state has changed since it was planned.
    /// </summary>
    public async Task<bool> SendAsync(RetryCandidate candidate, bool accepted, CancellationToken cancellationToken)
    {
        if (!candidate.IsQueued && !await store.ReopenAsync(candidate.Id, accepted, cancellationToken))
        {
            return false;
        }

        await queues.SendAsync(candidate.Announcement.ToMessage(), CancellationToken.None);
        return true;
    }

    /// <summary>Why its file cannot be read any more; null where it can.</summary>
    public async Task<string?> FileHindranceAsync(RetryCandidate candidate, CancellationToken cancellationToken)
    {
        try
        {
            string? version = await Inbox.VersionAsync(inbox.Find(candidate.Announcement.Url), cancellationToken);
            return version is null ? "Its file was deleted from the inbox. Upload it again if it is still needed."
                : version != candidate.Announcement.ETag ? "Its file was overwritten; the newer version is a document of its own."
                : null;
        }
        catch (FormatException elsewhere)
        {
            return elsewhere.Message;
        }
    }
}
