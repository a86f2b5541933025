using DocExtract.Worker.Blobs;
using DocExtract.Worker.Results;

namespace DocExtract.Worker.Intake;

/// <summary>
/// What a deleted blob means: documents of it that nobody has begun are finished as gone. Events come in any order, so the blob store itself is
/// asked which version is there now; a version that was created after the deletion is never touched.
/// </summary>
internal sealed partial class Deletions(Inbox inbox, WaitingDocuments waiting, ILogger<Deletions> log)
{
    /// <exception cref="FormatException">The blob is not one of ours.</exception>
    public async Task CancelAsync(Notice.Deleted deleted, CancellationToken cancellationToken)
    {
        var blob = inbox.Find(deleted.Url);

        // First who waits, then what is there: whoever comes in between is not among them.
        var documents = await waiting.OfAsync(blob.Uri, cancellationToken);
        if (documents.Count == 0)
        {
            return;
        }

        var present = await Inbox.VersionAsync(blob, cancellationToken);
        long[] gone = [.. documents.Where(document => document.ETag != present && !IsLater(document.Sequencer, deleted.Sequencer)).Select(document => document.Id)];
        foreach (long id in await waiting.CancelAsync(gone, Inbox.Deleted, cancellationToken))
        {
            LogCancelled(id);
        }
    }

    /// <summary>Sequencers of one blob are compared as texts, by their characters' numbers.</summary>
    private static bool IsLater(string? sequencer, string? than) =>
        sequencer is not null && than is not null && string.CompareOrdinal(sequencer, than) > 0;

    [LoggerMessage(Level = LogLevel.Information, Message = "Document {DocumentId} is gone with its file, which was deleted before anybody began to read it")]
    private partial void LogCancelled(long documentId);
}
