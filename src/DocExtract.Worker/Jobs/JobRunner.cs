using DocExtract.Worker.Blobs;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using Npgsql;

namespace DocExtract.Worker.Jobs;

/// <summary>
/// The table of contents of the worker: understand the message, claim the document, and work on it (<see cref="Attempt"/>: download,
/// extract, save). The result is stored first and the message deleted second, so a crash between the two costs nothing: the redelivery
/// finds the result.
/// </summary>
internal sealed partial class JobRunner(Inbox inbox, Deletions deletions, Claimant claimant, JobSettings settings, ILogger<JobRunner> log)
{
    /// <summary>Works on one message; the answer settles it. Throws nothing that comes from a document, the network or Postgres.</summary>
    /// <param name="delivery">The message.</param>
    /// <param name="stopping">Cancelled when the grace time of a stopping worker is over.</param>
    public async Task<Outcome> RunAsync(Delivery delivery, CancellationToken stopping)
    {
        try
        {
            switch (Notice.Parse(delivery.Message.Body))
            {
                case Notice.Created created:
                    return await UnderstandAsync(delivery, created.Announcement, stopping);
                case Notice.Deleted deleted:
                    await deletions.CancelAsync(deleted, stopping);
                    return new Outcome.Done();
                default:
                    return new Outcome.Done();
            }
        }
        catch (FormatException unreadable)
        {
            return new Outcome.Poison(unreadable.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new Outcome.Released();
        }
        catch (OperationCanceledException) when (delivery.Lost.IsCancellationRequested)
        {
            return new Outcome.Lost();
        }
        catch (Exception failure) when (PostgresTrouble.Is(failure))
        {
            LogNotClaimed(delivery.Message.MessageId, FailureText.Of(failure), FailureText.Trace(failure));
            return new Outcome.Paused($"Postgres cannot be used: {FailureText.Of(failure)}");
        }
        catch (Exception failure) when (Failure.Of(failure) == FailureKind.StopsTheLine)
        {
            LogNotClaimed(delivery.Message.MessageId, FailureText.Of(failure), FailureText.Trace(failure));
            return new Outcome.StopLine(FailureText.Of(failure));
        }
        catch (Exception failure) when (StorageFailure.IsAboutTheName(failure) || IsAboutTheMessage(failure, delivery))
        {
            // It would come back for ever: no file can have that name, or something that nobody foresaw breaks on it each time.
            LogNotClaimed(delivery.Message.MessageId, FailureText.Of(failure), FailureText.Trace(failure));
            return new Outcome.Poison($"The message cannot be worked on: {FailureText.Of(failure)}");
        }
#pragma warning disable CA1031 // The job boundary: whatever broke before the claim, the message comes back and the line goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotClaimed(delivery.Message.MessageId, FailureText.Of(failure), FailureText.Trace(failure));
            return new Outcome.Later(Failure.Delay(failure, (int)delivery.Message.DequeueCount, settings.Options), FailureText.Of(failure));
        }
    }

    /// <summary>
    /// Only our containers are read. Messages need not say which version they mean; then it is the newest. Such a message may come before
    /// its file, and waits for it: only a version is a document.
    /// </summary>
    private async Task<Outcome> UnderstandAsync(Delivery delivery, Announcement announcement, CancellationToken stopping)
    {
        var blob = inbox.Find(announcement.Url);
        var known = announcement with { Url = blob.Uri, ETag = announcement.ETag ?? await Inbox.VersionAsync(blob, stopping) };
        return known.ETag is null && delivery.Age < settings.Options.MissingFileWait
            ? new Outcome.Later(Failure.Delay((int)delivery.Message.DequeueCount, settings.Options), "its file is not there yet")
            : await claimant.WorkAsync(delivery, known, stopping);
    }

    /// <summary>
    /// Nobody foresaw it, and it is not the first time that the message comes (for whatever reason: waits count too); not a grant or a table
    /// that is missing (class 42), which is no message's fault.
    /// </summary>
    private bool IsAboutTheMessage(Exception failure, Delivery delivery) =>
        delivery.Message.DequeueCount > settings.Options.MaxAttempts && !StorageFailure.Is(failure)
        && failure is not PostgresException { SqlState: ['4', '2', ..] };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} could not be claimed: {Reason}\n{Trace}")]
    private partial void LogNotClaimed(string messageId, string reason, string trace);
}
