using DocExtract.Sources;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Engine;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;

namespace DocExtract.Worker;

/// <summary>
/// The table of contents of the worker: understand the message, claim the document, download, extract, save, and say how the
/// message is settled. The result is stored first and the message deleted second, so a crash between the two costs nothing:
/// the redelivery finds the result.
/// </summary>
internal sealed partial class JobRunner(
    DocumentStore store, ContentTwins twins, ModelAccounts accounts, Inbox inbox, Deletions deletions, CpuStage cpu, Extractor extractor,
    StoreCheck storeCheck, JobSettings settings, ILogger<JobRunner> log)
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForTwin = TimeSpan.FromSeconds(3);
    private static readonly string WorkerName = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly Solitude _solitude = new();

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
                    return await ClaimAsync(delivery, await UnderstandAsync(created.Announcement, stopping), stopping);
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
#pragma warning disable CA1031 // The job boundary: whatever broke before the claim, the message comes back and the line goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotClaimed(delivery.Message.MessageId, FailureText.Of(failure), FailureText.Trace(failure));
            return new Outcome.Later(Failure.Delay(failure, (int)delivery.Message.DequeueCount, settings.Options), FailureText.Of(failure));
        }
    }

    /// <summary>A document that its workers die of is left alone for a while, and gets its last try alone. Whoever waits for that holds no claim yet.</summary>
    private async Task<Outcome> ClaimAsync(Delivery delivery, Announcement announcement, CancellationToken stopping)
    {
        var deaths = await store.DeathsAsync(announcement, stopping);
        if (Failure.Pause(deaths, settings.Options) is var pause && pause > TimeSpan.Zero)
        {
            return new Outcome.Later(pause, "its last worker died");
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, delivery.Lost);
        using var place = await _solitude.EnterAsync(settings.Options.IsLastTry(deaths.Count), ended.Token);
        return await store.ClaimAsync(announcement, WorkerName, settings.Lease, stopping) switch
        {
            ClaimAnswer.Granted granted => await NotedAsync(granted.Claim, await WorkAsync(delivery, announcement, granted.Claim, stopping)),
            ClaimAnswer.Busy busy => new Outcome.Later(busy.For > AtLeast ? busy.For : AtLeast, "another worker is at it"),
            _ => new Outcome.Done(),
        };
    }

    /// <summary>Who has lost the claim and can still say so has not died.</summary>
    private async Task<Outcome> NotedAsync(Claim claim, Outcome outcome)
    {
        if (outcome is Outcome.Lost)
        {
            try
            {
                await store.LoseAsync(claim, CancellationToken.None);
            }
            catch (Npgsql.NpgsqlException failure)
            {
                LogNotRenewed(claim.DocumentId, FailureText.Of(failure));
            }
        }

        return outcome;
    }

    /// <summary>Only our containers are read. Messages need not say which version they mean; then it is the newest.</summary>
    private async Task<Announcement> UnderstandAsync(Announcement announcement, CancellationToken cancellationToken)
    {
        var blob = inbox.Find(announcement.Url);
        return announcement with { Url = blob.Uri, ETag = announcement.ETag ?? await Inbox.VersionAsync(blob, cancellationToken) };
    }

    private async Task<Outcome> WorkAsync(Delivery delivery, Announcement announcement, Claim claim, CancellationToken stopping)
    {
        if (claim.Deaths >= settings.Options.MaxCrashes)
        {
            return await GiveUpAsync(claim, "crashed", Crashed(claim));
        }

        if (claim.Failures >= settings.Options.MaxAttempts)
        {
            return await GiveUpAsync(claim, "failed", Failed(claim.Failures, "see its attempts"));
        }

        using var timeout = new CancellationTokenSource();
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping, delivery.Lost, timeout.Token);
        delivery.AlsoRenew(token => RenewAsync(claim, token));
        try
        {
            using var admitted = await inbox.AdmitAsync(inbox.Find(announcement.Url), announcement.ETag ?? "", work.Token);
            var content = await admitted.DownloadAsync(work.Token);
            switch (await twins.FindAsync(claim, SourceFile.HashOf(content.Span), announcement.Again, work.Token))
            {
                case TwinAnswer.Copied copied:
                    LogCopied(claim.DocumentId, copied.From);
                    return new Outcome.Done();
                case TwinAnswer.BeingRead:
                    await store.ReleaseAsync(claim, "waits", "the same content is being read", counts: false, CancellationToken.None);
                    return new Outcome.Later(ForTwin, "the same content is being read");
                case TwinAnswer.Lost:
                    return new Outcome.Lost();
            }

            var result = await cpu.RunAsync(
                () =>
                {
                    // Counts from here: waiting for room is not work.
                    timeout.CancelAfter(settings.Options.Timeout);
                    return extractor.ExtractAsync(
                        announcement.FileName, content, announcement.DocumentType ?? settings.DocumentType, accounts.Of(claim), work.Token);
                },
                work.Token);

            // Stored even while stopping: the work is done and paid for.
            bool saved = await store.SaveAsync(claim, result, delivery.Lost);
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
            LogNotRenewed(claim.DocumentId, FailureText.Of(failure));
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

    private async Task<Outcome> GiveUpAsync(Claim claim, string code, string sentence, string? withoutContents = null) =>
        await store.RejectAsync(claim, code, sentence, CancellationToken.None) ? new Outcome.Poison(withoutContents ?? sentence) : new Outcome.Lost();

    private static string Failed(int times, string reason) => $"Reading failed {times} {(times == 1 ? "time" : "times")}; the last time: {reason}";

    private static string Crashed(Claim claim) =>
        $"{claim.Deaths} {(claim.Deaths == 1 ? "worker" : "workers")} died while reading it. Look at it alone (docextract extract), or at the workers' memory limit; docextract retry {claim.DocumentId} has it read again.";

    [LoggerMessage(Level = LogLevel.Information, Message = "Document {DocumentId} attempt {Attempt}: {Verdict} in {Milliseconds:F0} ms")]
    private partial void LogFinished(long documentId, int attempt, Verdict verdict, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Document {DocumentId} has the content of document {Earlier}, whose result it takes")]
    private partial void LogCopied(long documentId, long earlier);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Document {DocumentId} attempt {Attempt} failed: {Reason}\n{Trace}")]
    private partial void LogFailed(long documentId, int attempt, string reason, string trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} could not be claimed; it comes back: {Reason}\n{Trace}")]
    private partial void LogNotClaimed(string messageId, string reason, string trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Document {DocumentId}: the claim could not be renewed: {Reason}")]
    private partial void LogNotRenewed(long documentId, string reason);
}
