using Azure.Storage.Blobs;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Retrying;

namespace DocExtract.Worker.Intake;

/// <summary>Which of the files that lie in the inbox are to be read.</summary>
/// <param name="Containers">Where.</param>
/// <param name="Prefix">How their names begin.</param>
/// <param name="DocumentType">Their type where somebody knows it.</param>
/// <param name="Again">Also those that are documents already.</param>
/// <param name="Accepted">With <paramref name="Again"/>: also accepted ones, which may have been paid.</param>
internal sealed record BacklogScope(IReadOnlyList<BlobContainerClient> Containers, string Prefix, string? DocumentType, bool Again, bool Accepted);

/// <summary>How many files there are.</summary>
/// <param name="Files">Files that could be documents.</param>
/// <param name="New">Those that no document is of.</param>
/// <param name="Again">Known ones that are to be read once more.</param>
internal sealed record BacklogCounts(long Files, long New, long Again)
{
    /// <summary>Files that wait for a message.</summary>
    public long Waiting => New + Again;

    /// <summary>Known ones that stay as they are.</summary>
    public long Left => Files - Waiting;
}

/// <summary>
/// Queues what lies in the inbox already, such as an archive that was copied there before there was a subscription. Holds one page of a
/// listing at a time.
/// </summary>
internal sealed class Backlog(SweepQueries found, DocumentStore store, RetryStore finished, Retrial retrial, Queues queues)
{
    /// <summary>Messages that are sent at one time.</summary>
    private const int Senders = 8;

    /// <summary>Only looks.</summary>
    public Task<BacklogCounts> CountAsync(BacklogScope scope, Action<string> remark, CancellationToken cancellationToken) =>
        EachPageAsync(
            scope, remark,
            async page => (await found.MissingAsync(page, cancellationToken)).Count,
            async page => (await AgainAsync(scope, page, cancellationToken)).Count,
            cancellationToken);

    /// <summary>
    /// Sends the messages. A file is noted as known after its message is sent: whoever is interrupted begins once more, and a message too many
    /// does no harm.
    /// </summary>
    /// <param name="scope">Which files.</param>
    /// <param name="remark">Told of files that cannot become documents.</param>
    /// <param name="progress">Told how many messages were sent so far, page by page.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task<BacklogCounts> SendAsync(BacklogScope scope, Action<string> remark, Action<long> progress, CancellationToken cancellationToken)
    {
        long sent = 0;
        return EachPageAsync(
            scope, remark,
            async page =>
            {
                var missing = await found.MissingAsync(page, cancellationToken);
                await InParallelAsync(missing, (file, token) => SendAsync(file with { DocumentType = scope.DocumentType }, token), cancellationToken);
                progress(sent += missing.Count);
                return missing.Count;
            },
            async page =>
            {
                long reopened = 0;
                await InParallelAsync(
                    await AgainAsync(scope, page, cancellationToken),
                    async (file, token) => Interlocked.Add(ref reopened, await retrial.SendAsync(file, scope.Accepted, token) ? 1 : 0),
                    cancellationToken);
                progress(sent += reopened);
                return reopened;
            },
            cancellationToken);
    }

    private static async Task<BacklogCounts> EachPageAsync(
        BacklogScope scope, Action<string> remark, Func<IReadOnlyList<Announcement>, Task<long>> ofNew, Func<IReadOnlyList<Announcement>, Task<long>> ofKnown,
        CancellationToken cancellationToken)
    {
        var counts = new BacklogCounts(0, 0, 0);
        foreach (var container in scope.Containers)
        {
            var pages = InboxListing.PagesAsync(
                container, scope.Prefix.Length > 0 ? scope.Prefix : null, DateTimeOffset.MaxValue, reason => remark($"A file in {container.Name} cannot become a document: {reason.Message}"), cancellationToken);
            await foreach (var page in pages)
            {
                // Known ones first: new ones are known once they are sent.
                long again = await ofKnown(page);
                counts = new BacklogCounts(counts.Files + page.Count, counts.New + await ofNew(page), counts.Again + again);
            }
        }

        return counts;
    }

    /// <summary>The known files of a page that nothing forbids to read once more.</summary>
    private async Task<IReadOnlyList<RetryCandidate>> AgainAsync(BacklogScope scope, IReadOnlyList<Announcement> page, CancellationToken cancellationToken)
    {
        var known = scope.Again ? await found.KnownAsync(page, cancellationToken) : [];
        return known.Count == 0 ? [] : [.. (await finished.FindAsync(new RetryFilter { Ids = known }, cancellationToken)).Where(file => file.Hindrance(scope.Accepted) is null)];
    }

    private async Task SendAsync(Announcement file, CancellationToken cancellationToken)
    {
        await queues.SendBehindAsync(file.ToMessage(), cancellationToken);
        await store.AnnounceAsync(file, null, cancellationToken);
    }

    private static Task InParallelAsync<T>(IEnumerable<T> files, Func<T, CancellationToken, Task> act, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        files, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken }, async (file, token) => await act(file, token));
}
