using System.Runtime.CompilerServices;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Intake;

/// <summary>What one round found.</summary>
/// <param name="Blobs">Files that were looked at.</param>
/// <param name="Announced">Files that no message had announced.</param>
/// <param name="Reminded">Documents whose message was lost.</param>
internal sealed record SweepCounts(long Blobs, long Announced, long Reminded);

/// <summary>
/// Finds what the messages missed: events are delivered at least once but dropped after a day, and start with their subscription. Files without a
/// document are announced, documents that nobody hears of get a new message. Holds one page of a listing at a time, however many files there
/// are; a message too many does no harm.
/// </summary>
internal sealed partial class Sweep(
    Inbox inbox, Queues queues, SweepQueries found, IOptions<SweepOptions> options, TimeProvider time, ILogger<Sweep> log)
{
    private const int PageSize = 1_000;

    /// <summary>Messages that are sent at one time.</summary>
    private const int Senders = 8;

    /// <summary>The most that a storage queue shows without taking it.</summary>
    private const int MostPeeked = 32;

    /// <param name="dryRun">Only looks.</param>
    /// <param name="cancellationToken">Ends the round; what was not sent is found by the next.</param>
    public async Task<SweepCounts> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var frontOfQueue = await FrontOfQueueAsync(cancellationToken);
        long blobs = 0, announced = 0, reminded = 0;
        await foreach (var page in PagesAsync(frontOfQueue - options.Value.OlderThan, cancellationToken))
        {
            blobs += page.Count;
            var missing = dryRun ? await found.MissingAsync(page, cancellationToken) : await found.AnnounceMissingAsync(page, cancellationToken);
            announced += missing.Count;
            await SendAsync(dryRun ? [] : missing, cancellationToken);
        }

        var silentSince = frontOfQueue - options.Value.LostAfter;
        IReadOnlyList<SilentDocument> silent = [];
        do
        {
            long after = silent.Count > 0 ? silent[^1].Id : 0;
            silent = dryRun
                ? await found.SilentAsync(silentSince, after, PageSize, cancellationToken)
                : await found.RemindSilentAsync(silentSince, after, PageSize, cancellationToken);
            reminded += silent.Count;
            await SendAsync(dryRun ? [] : silent.Select(document => document.ToAnnouncement()), cancellationToken);
        }
        while (silent.Count > 0);

        return new SweepCounts(blobs, announced, reminded);
    }

    /// <summary>
    /// Until when all that was sent has been worked on: now, or behind a backlog when the message at its front came in. What is younger may still
    /// be in a message. Of those at the front the newest counts: one that was given back many times is older than its neighbours.
    /// </summary>
    private async Task<DateTimeOffset> FrontOfQueueAsync(CancellationToken cancellationToken)
    {
        var front = time.GetUtcNow();
        foreach (var queue in queues.Work)
        {
            var waiting = (await queue.PeekMessagesAsync(MostPeeked, cancellationToken)).Value;
            var newest = waiting.Length < MostPeeked ? null : waiting.Max(message => message.InsertedOn);
            front = newest < front ? newest.Value : front;
        }

        return front;
    }

    private async IAsyncEnumerable<IReadOnlyList<Announcement>> PagesAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var container in inbox.Containers)
        {
            await foreach (var page in InboxListing.PagesAsync(container, null, before, reason => LogLeftOut(container.Name, reason.Message), cancellationToken))
            {
                yield return page;
            }
        }
    }

    private Task SendAsync(IEnumerable<Announcement> announcements, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        announcements, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken },
        async (announcement, token) => await queues.SendBehindAsync(announcement.ToMessage(), token));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file in {Container} cannot become a document: {Reason}")]
    private partial void LogLeftOut(string container, string reason);
}
