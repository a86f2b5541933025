using Dapper;
using DocExtract.Worker.Intake;
using Npgsql;
using Polly;
using Polly.Retry;

namespace DocExtract.Worker.Results;

/// <summary>
/// The life of a document in Postgres: announced, claimed, kept alive, finished. A result is written in one transaction by the
/// attempt that holds the claim; an older attempt that wakes up late writes nothing.
/// </summary>
internal sealed class DocumentStore(NpgsqlDataSource database, TimeProvider time)
{
    private readonly ResiliencePipeline _patience = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(failure => failure.IsTransient),
            MaxRetryAttempts = 6,
            Delay = TimeSpan.FromMilliseconds(250),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>Notes that a document waits; harmless when it is known already. Returns its id.</summary>
    public async Task<long> AnnounceAsync(Announcement announcement, string? sha256, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            insert into docextract.documents as d (source_uri, etag, file_name, content_sha256, requested_type, queued_at)
            values (@uri, @etag, @fileName, @sha256, @documentType, @now)
            on conflict (source_uri, etag) do update set content_sha256 = coalesce(d.content_sha256, excluded.content_sha256)
            returning id
            """,
            new { uri = announcement.Url.AbsoluteUri, etag = announcement.ETag ?? "", fileName = FileName(announcement.Url), sha256, announcement.DocumentType, now = Now() },
            cancellationToken: cancellationToken));
    }

    /// <summary>Asks for the right to work on a document.</summary>
    public async Task<ClaimAnswer> ClaimAsync(
        Announcement announcement, string worker, TimeSpan lease, CancellationToken cancellationToken)
    {
        long id = await AnnounceAsync(announcement, null, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var claim = await connection.QuerySingleOrDefaultAsync<Claim>(new CommandDefinition(
            """
            with claimed as (
                update docextract.documents
                set status = 'processing', attempt = attempt + 1, started_at = @now, lease_until = @until
                where id = @id and (status = 'queued' or (status = 'processing' and lease_until < @now))
                returning id, attempt)
            insert into docextract.attempts (document_id, attempt, worker, started_at)
            select id, attempt, @worker, @now from claimed
            returning document_id as DocumentId, attempt as Attempt,
                (select count(*)::int from docextract.attempts earlier
                 where earlier.document_id = attempts.document_id
                   and (earlier.outcome is null or earlier.outcome not in ('released', 'stopped'))) as Failures
            """,
            new { id, worker, now = Now(), until = Now() + lease },
            cancellationToken: cancellationToken));
        if (claim is not null)
        {
            return new ClaimAnswer.Granted(claim);
        }

        var until = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "select lease_until from docextract.documents where id = @id", new { id }, cancellationToken: cancellationToken));
        return until is { } busyUntil ? new ClaimAnswer.Busy(busyUntil - Now()) : new ClaimAnswer.AlreadyFinal();
    }

    /// <summary>Says that the attempt is alive; false when it has lost its claim.</summary>
    public async Task<bool> RenewAsync(Claim claim, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            update docextract.documents set lease_until = @until
            where id = @DocumentId and attempt = @Attempt and status = 'processing'
            """,
            new { claim.DocumentId, claim.Attempt, until = Now() + lease },
            cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Gives the document back to the queue, with the reason; nothing happens when the claim is lost.</summary>
    public async Task ReleaseAsync(Claim claim, string outcome, string? error, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with released as (
                update docextract.documents set status = 'queued', lease_until = null
                where id = @DocumentId and attempt = @Attempt and status = 'processing')
            update docextract.attempts set finished_at = @now, outcome = @outcome, error = @error
            where document_id = @DocumentId and attempt = @Attempt and finished_at is null
            """,
            new { claim.DocumentId, claim.Attempt, outcome, error, now = Now() },
            cancellationToken: cancellationToken));
    }

    /// <summary>Stores that the document can never be read; false when the claim is lost.</summary>
    public async Task<bool> RejectAsync(Claim claim, string code, string message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            with finished as (
                update docextract.documents
                set status = 'rejected', rejection_code = @code, rejection_message = @message, verdict_reasons = array[@message],
                    lease_until = null, finished_at = @now
                where id = @DocumentId and attempt = @Attempt and status = 'processing'
                returning id)
            update docextract.attempts set finished_at = @now, outcome = 'rejected', error = @message
            from finished
            where document_id = finished.id and attempt = @Attempt
            """,
            new { claim.DocumentId, claim.Attempt, code, message, now = Now() },
            cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Stores a result with all its parts in one transaction; false, and nothing is written, when the claim is lost.</summary>
    /// <remarks>Tried again for some seconds when Postgres is away: the reading may have been paid for.</remarks>
    public async Task<bool> SaveAsync(Claim claim, Extraction extraction, CancellationToken cancellationToken) =>
        await _patience.ExecuteAsync(async token => await SaveOnceAsync(claim, extraction, token), cancellationToken);

    private async Task<bool> SaveOnceAsync(Claim claim, Extraction extraction, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = new ExtractionRows(claim, extraction, Now());
        foreach (var statement in rows.Statements())
        {
            int written = await connection.ExecuteAsync(new CommandDefinition(
                statement.Sql, statement.Parameters, transaction, cancellationToken: cancellationToken));
            if (statement.IsFence && written == 0)
            {
                return false;
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string FileName(Uri url) => Uri.UnescapeDataString(url.Segments[^1]);

    /// <summary>UTC: Npgsql reinterprets any other kind in the session's time zone.</summary>
    private DateTime Now() => time.GetUtcNow().UtcDateTime;
}
