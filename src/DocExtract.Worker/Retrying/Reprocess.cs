using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Retrying;

/// <summary>A file that is to be read against a new version of a document type.</summary>
/// <param name="Candidate">The file as it stands.</param>
/// <param name="Hindrance">Why it is left as it is; null where it can be read.</param>
internal sealed record ReprocessStep(ReprocessCandidate Candidate, string? Hindrance);

/// <summary>What is to be done, and what it will cost.</summary>
/// <param name="Steps">Every file that was asked for.</param>
/// <param name="UsualCost">What models cost for a file of the type on average; null where none was ever asked.</param>
internal sealed record ReprocessPlan(IReadOnlyList<ReprocessStep> Steps, decimal? UsualCost)
{
    /// <summary>The files that can be read.</summary>
    public IReadOnlyList<ReprocessCandidate> Ready { get; } = [.. Steps.Where(step => step.Hindrance is null).Select(step => step.Candidate)];

    /// <summary>As much as the last time; of a file that was read without a model as much as for others. Null where nobody knows.</summary>
    public decimal? Cost => Ready.Any(file => file.File.Cost > 0) || UsualCost is not null
        ? Ready.Sum(file => file.File.Cost > 0 ? file.File.Cost : UsualCost ?? 0)
        : null;
}

/// <summary>Has finished documents read against a new version of their type: all of them, or some of their fields.</summary>
internal sealed class Reprocess(ReprocessStore candidates, RetryStore store, Retrial retrial, Queues queues)
{
    private const int QuestionsAtOnce = 8;

    /// <summary>What would be done; changes nothing.</summary>
    /// <param name="filter">Which documents.</param>
    /// <param name="version">The type's version now.</param>
    /// <param name="onlyFields">Whether only some fields are wanted.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<ReprocessPlan> PlanAsync(ReprocessFilter filter, string version, bool onlyFields, CancellationToken cancellationToken)
    {
        var found = await candidates.FindAsync(filter, version, cancellationToken);
        var steps = new ReprocessStep[found.Count];
        await Parallel.ForAsync(
            0, steps.Length, new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce, CancellationToken = cancellationToken },
            async (i, token) => steps[i] = new ReprocessStep(
                found[i], Hindrance(found[i], onlyFields) ?? await retrial.FileHindranceAsync(found[i].File, token)));
        return new ReprocessPlan(steps, await candidates.UsualCostAsync(filter.Type, cancellationToken));
    }

    /// <summary>
    /// Queues a file, behind what somebody waits for; false when its state has changed since it was planned. A crash before the message is
    /// sent leaves it queued: the next sweep announces it.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="type">Told to whoever reads a file of one document, so that it is not taken for another.</param>
    /// <param name="fields">What is wanted; empty for all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> SendAsync(ReprocessCandidate file, string type, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        if (!(fields.Count > 0
            ? await store.ReopenForFieldsAsync(file.File.Id, type, fields, cancellationToken)
            : await store.ReopenAsync(file.File.Id, accepted: true, cancellationToken)))
        {
            return false;
        }

        var announcement = file.File.Parts > 0 ? file.File.Announcement : file.File.Announcement with { DocumentType = type };
        await queues.SendBehindAsync(announcement.ToMessage(), CancellationToken.None);
        return true;
    }

    private static string? Hindrance(ReprocessCandidate candidate, bool onlyFields) =>
        candidate.File.Status is "queued" or "processing" ? "It waits to be read, or is being read just now. Wait for its end."
        : candidate.Outdated == 0 ? "It was read against this version already. docextract retry reads it all the same."
        : onlyFields ? candidate.File.HindranceToFields
        : candidate.File is { IsCorrected: true, IsPurged: false } ? "A person corrected it, and that stands. Say --fields: then everything else stays."
        : candidate.File.Hindrance(accepted: true);
}
