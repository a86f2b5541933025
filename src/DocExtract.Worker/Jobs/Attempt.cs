using DocExtract.Sources;
using DocExtract.Telemetry;
using DocExtract.Worker.Blobs;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Queue;
using DocExtract.Worker.Results;
using DocExtract.Worker.Telemetry;

namespace DocExtract.Worker.Jobs;

/// <summary>An attempt at a claimed document: download, extract, save.</summary>
internal sealed partial class Attempt(
    Inbox inbox, ContentTwins twins, ExtractionStage extraction, DocumentStore store, AttemptEnd end, JobSettings settings, ILogger<Attempt> log)
{
    private static readonly TimeSpan ForTwin = TimeSpan.FromSeconds(3);

    /// <summary>Throws nothing that comes from the document, the network or Postgres.</summary>
    /// <param name="delivery">The message; it is renewed together with the claim.</param>
    /// <param name="announcement">What it says.</param>
    /// <param name="claim">The right to store the result.</param>
    /// <param name="stopping">Cancelled when the grace time of a stopping worker is over.</param>
    public async Task<Outcome> WorkAsync(Delivery delivery, Announcement announcement, Claim claim, CancellationToken stopping)
    {
        MessageSignals.Note(claim.DocumentId, claim.Attempt);
        if (end.WhyGivenUp(claim) is var (code, sentence))
        {
            return await end.GiveUpAsync(claim, code, sentence);
        }

        using var timeout = new CancellationTokenSource();
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping, delivery.Lost, timeout.Token);
        delivery.AlsoRenew(token => RenewAsync(claim, token));
        try
        {
            return await TryAsync(delivery, announcement, claim, timeout, work.Token) ?? await end.LoseAsync(claim);
        }
        catch (DocumentRejectedException rejected)
        {
            return await store.RejectAsync(claim, WireNames.Of(rejected.Code), rejected.Message, delivery.Lost)
                ? new Outcome.Done()
                : await end.LoseAsync(claim);
        }
        catch (ClaimLostException)
        {
            return await end.LoseAsync(claim);
        }
#pragma warning disable CA1031 // The job boundary: Failure tells what each exception means, unknown ones are tried again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return delivery.Lost.IsCancellationRequested ? await end.LoseAsync(claim)
                : stopping.IsCancellationRequested ? await end.ReleaseAsync(claim)
                : await end.FailAsync(claim, failure);
        }
    }

    /// <summary>Null when another attempt owns the document by now.</summary>
    private async Task<Outcome?> TryAsync(
        Delivery delivery, Announcement announcement, Claim claim, CancellationTokenSource timeout, CancellationToken cancellationToken)
    {
        using var admitted = await inbox.AdmitAsync(inbox.Find(announcement.Url), announcement.ETag ?? "", cancellationToken);
        var content = await Stage.RunAsync(Stage.Download, () => admitted.DownloadAsync(cancellationToken));
        switch (await twins.FindAsync(claim, SourceFile.HashOf(content.Span), announcement.Again, cancellationToken))
        {
            case TwinAnswer.Copied copied:
                LogCopied(claim.DocumentId, copied.From);
                DocumentSignals.Copied();
                return new Outcome.Done();
            case TwinAnswer.BeingRead:
                await store.ReleaseAsync(claim, "waits", "the same content is being read", counts: false, CancellationToken.None);
                return new Outcome.Later(ForTwin, "the same content is being read");
            case TwinAnswer.Lost:
                return null;
        }

        var result = await extraction.RunAsync(announcement, content, claim, timeout, cancellationToken);

        // Stored even while stopping: the work is done and paid for.
        bool saved = await Stage.RunAsync(Stage.Save, () => store.SaveAsync(claim, result, delivery.Lost));
        LogFinished(claim.DocumentId, claim.Attempt, result.Verdict, result.Duration.TotalMilliseconds);
        return saved ? new Outcome.Done() : null;
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Document {DocumentId} attempt {Attempt}: {Verdict} in {Milliseconds:F0} ms")]
    private partial void LogFinished(long documentId, int attempt, Verdict verdict, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Document {DocumentId} has the content of document {Earlier}, whose result it takes")]
    private partial void LogCopied(long documentId, long earlier);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Document {DocumentId}: the claim could not be renewed: {Reason}")]
    private partial void LogNotRenewed(long documentId, string reason);
}
