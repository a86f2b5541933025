using DocExtract.Sources;
using DocExtract.Telemetry;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Telemetry;

namespace DocExtract.Worker;

/// <summary>
/// The table of contents of the worker: understand the message, claim the document, download, extract, save, and say how the
/// message is settled. The result is stored first and the message deleted second, so a crash between the two costs nothing:
/// the redelivery finds the result.
/// </summary>
internal sealed partial class JobRunner(
    DocumentStore store, ContentTwins twins, ModelAccounts accounts, Inbox inbox, Extractor extractor, JobSettings settings, ILogger<JobRunner> log)
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForTwin = TimeSpan.FromSeconds(3);
    private static readonly string WorkerName = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Works on one message; the answer settles it. Throws nothing that comes from a document, the network or Postgres.</summary>
    /// <param name="delivery">The message.</param>
    /// <param name="stopping">Cancelled when the grace time of a stopping worker is over.</param>
    public async Task<Outcome> RunAsync(Delivery delivery, CancellationToken stopping)
    {
        try
        {
            return Announcement.Parse(delivery.Message.Body) is { } announcement
                ? await ClaimAsync(delivery, await UnderstandAsync(announcement, stopping), stopping)
                : new Outcome.Done();
        }
        catch (FormatException unreadable)
        {
            return new Outcome.Poison(unreadable.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new Outcome.Released();
        }
#pragma warning disable CA1031 // The job boundary: whatever broke before the claim, the message comes back and the line goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotClaimed(delivery.Message.MessageId, failure);
            return new Outcome.Later(Failure.Delay(failure, (int)delivery.Message.DequeueCount, settings.Options), failure.Message);
        }
    }

    private async Task<Outcome> ClaimAsync(Delivery delivery, Announcement announcement, CancellationToken stopping) =>
        await Stage.RunAsync(Stage.Claim, () => store.ClaimAsync(announcement, WorkerName, settings.Lease, stopping)) switch
        {
            ClaimAnswer.Granted granted => await WorkAsync(delivery, announcement, granted.Claim, stopping),
            ClaimAnswer.Busy busy => new Outcome.Later(busy.For > AtLeast ? busy.For : AtLeast, "another worker is at it"),
            _ => new Outcome.Done(),
        };

    /// <summary>Only our container is read. Messages need not say which version they mean; then it is the newest.</summary>
    private async Task<Announcement> UnderstandAsync(Announcement announcement, CancellationToken cancellationToken)
    {
        var blob = inbox.Find(announcement.Url);
        return announcement.ETag is null && await Inbox.VersionAsync(blob, cancellationToken) is { } version
            ? announcement with { ETag = version }
            : announcement;
    }

    private async Task<Outcome> WorkAsync(Delivery delivery, Announcement announcement, Claim claim, CancellationToken stopping)
    {
        MessageSignals.Note(claim.DocumentId, claim.Attempt);
        if (claim.Failures >= settings.Options.MaxAttempts)
        {
            return await GiveUpAsync(claim, claim.Failures, "its workers ended without a result");
        }

        using var timeout = new CancellationTokenSource(settings.Options.Timeout);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping, delivery.Lost, timeout.Token);
        delivery.AlsoRenew(token => RenewAsync(claim, token));
        try
        {
            var content = await Stage.RunAsync(
                Stage.Download, () => inbox.DownloadAsync(inbox.Find(announcement.Url), announcement.ETag ?? "", work.Token));
            switch (await twins.FindAsync(claim, SourceFile.HashOf(content.Span), announcement.Again, work.Token))
            {
                case TwinAnswer.Copied copied:
                    LogCopied(claim.DocumentId, copied.From);
                    DocumentSignals.Copied();
                    return new Outcome.Done();
                case TwinAnswer.BeingRead:
                    await store.ReleaseAsync(claim, "waits", "the same content is being read", counts: false, CancellationToken.None);
                    return new Outcome.Later(ForTwin, "the same content is being read");
                case TwinAnswer.Lost:
                    return new Outcome.Lost();
            }

            var result = await extractor.ExtractAsync(
                announcement.FileName, content, announcement.DocumentType ?? settings.DocumentType, accounts.Of(claim), work.Token);

            // Stored even while stopping: the work is done and paid for.
            bool saved = await Stage.RunAsync(Stage.Save, () => store.SaveAsync(claim, result, delivery.Lost));
            LogFinished(claim.DocumentId, claim.Attempt, result.Verdict, result.Duration.TotalMilliseconds);
            return saved ? new Outcome.Done() : new Outcome.Lost();
        }
        catch (DocumentRejectedException rejected)
        {
            return await store.RejectAsync(claim, WireNames.Of(rejected.Code), rejected.Message, delivery.Lost)
                ? new Outcome.Done()
                : new Outcome.Lost();
        }
        catch (ClaimLostException)
        {
            return new Outcome.Lost();
        }
#pragma warning disable CA1031 // The job boundary: Failure tells what each exception means, unknown ones are tried again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return delivery.Lost.IsCancellationRequested ? new Outcome.Lost()
                : stopping.IsCancellationRequested ? await ReleaseAsync(claim)
                : await FailAsync(claim, failure);
        }
    }

    private async Task<bool> RenewAsync(Claim claim, CancellationToken cancellationToken)
    {
        try
        {
            return await store.RenewAsync(claim, settings.Lease, cancellationToken);
        }
        catch (Npgsql.NpgsqlException failure)
        {
            // Not proven lost; the save is fenced in any case.
            LogNotRenewed(claim.DocumentId, failure);
            return true;
        }
    }

    private async Task<Outcome> ReleaseAsync(Claim claim)
    {
        await store.ReleaseAsync(claim, "released", null, counts: false, CancellationToken.None);
        return new Outcome.Released();
    }

    private async Task<Outcome> FailAsync(Claim claim, Exception failure)
    {
        LogFailed(claim.DocumentId, claim.Attempt, failure);
        switch (Failure.Of(failure))
        {
            case FailureKind.StopsTheLine:
                await store.ReleaseAsync(claim, "stopped", failure.Message, counts: false, CancellationToken.None);
                return new Outcome.StopLine(failure.Message);
            case FailureKind.Transient when claim.Failures + 1 < settings.Options.MaxAttempts:
                await store.ReleaseAsync(claim, "retry", failure.Message, counts: true, CancellationToken.None);
                return new Outcome.Later(Failure.Delay(failure, claim.Failures, settings.Options), failure.Message);
            default:
                return await GiveUpAsync(claim, claim.Failures + 1, failure.Message);
        }
    }

    private async Task<Outcome> GiveUpAsync(Claim claim, int failures, string reason)
    {
        var sentence = $"Reading failed {failures} {(failures == 1 ? "time" : "times")}; the last time: {reason}";
        return await store.RejectAsync(claim, "failed", sentence, CancellationToken.None) ? new Outcome.Poison(sentence) : new Outcome.Lost();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Document {DocumentId} attempt {Attempt}: {Verdict} in {Milliseconds:F0} ms")]
    private partial void LogFinished(long documentId, int attempt, Verdict verdict, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Document {DocumentId} has the content of document {Earlier}, whose result it takes")]
    private partial void LogCopied(long documentId, long earlier);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Document {DocumentId} attempt {Attempt} failed")]
    private partial void LogFailed(long documentId, int attempt, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} could not be claimed; it comes back")]
    private partial void LogNotClaimed(string messageId, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Document {DocumentId}: the claim could not be renewed")]
    private partial void LogNotRenewed(long documentId, Exception failure);
}
