using Dapper;
using DocExtract.Schemas;
using DocExtract.Worker.History;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Telemetry;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>
/// The life of a document in Postgres: announced, claimed, kept alive, finished. A result is written in one transaction by the
/// attempt that holds the claim; an older attempt that wakes up late writes nothing.
/// </summary>
internal sealed class DocumentStore(
    NpgsqlDataSource database, HistoryOptions? history = null, Patience? patience = null, SchemaCatalog? schemas = null)
{
    /// <summary>
    /// Attempts of the document <c>d</c> that never ended. One that failed shows that the document can be read as far as that without
    /// harm, so deaths are counted from there; one that was given back shows nothing.
    /// </summary>
    private const string DeathsOfD =
        """
        select count(*)::int from docextract.attempts died
        where died.document_id = d.id and died.counts and died.finished_at is null
          and died.attempt > coalesce((select max(failed.attempt) from docextract.attempts failed where failed.document_id = d.id and failed.outcome = 'retry'), 0)
        """;

    private readonly Patience _patience = patience ?? Patience.ByDefault;
    private readonly Memory _memory = new(history ?? new HistoryOptions());
    private readonly FieldUpdates _fields = new(new Memory(history ?? new HistoryOptions()), schemas);

    /// <summary>Notes that a document waits; harmless when it is known already. Returns its id.</summary>
    public async Task<long> AnnounceAsync(Announcement announcement, string? sha256, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            insert into docextract.documents as d (source_uri, etag, file_name, content_sha256, requested_type, read_again, sequencer, queued_at, announced_at)
            values (@uri, @etag, @FileName, @sha256, @DocumentType, @Again, @Sequencer, now(), now())
            on conflict (source_uri, etag, part) do update
            set content_sha256 = coalesce(d.content_sha256, excluded.content_sha256), sequencer = coalesce(d.sequencer, excluded.sequencer), announced_at = now()
            returning id
            """,
            new
            {
                uri = announcement.Url.AbsoluteUri,
                etag = announcement.ETag ?? "",
                announcement.FileName,
                sha256,
                announcement.DocumentType,
                announcement.Again,
                announcement.Sequencer,
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Queues a document again that failed too often, with all its attempts before it, and lets workers have one that waits for a batch.</summary>
    public async Task ReopenAsync(long documentId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with reopened as (
                update docextract.documents
                set status = 'queued', rejection_code = null, rejection_message = null, verdict_reasons = '{}', finished_at = null
                where id = @documentId and rejection_code in ('failed', 'crashed')
                returning id)
            update docextract.attempts set counts = false from reopened where document_id = reopened.id;
            update docextract.documents set held_until = null where id = @documentId and held_until is not null
            """,
            new { documentId },
            cancellationToken: cancellationToken));
    }

    /// <summary>The same for the document that a message names; of one that names no version, for each that was given up.</summary>
    public async Task ReopenAsync(Announcement announcement, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var given = await connection.QueryAsync<long>(new CommandDefinition(
            """
            select id from docextract.documents
            where source_uri = @uri and (@etag::text is null or etag = @etag) and part is null and rejection_code in ('failed', 'crashed')
            """,
            new { uri = announcement.Url.AbsoluteUri, etag = announcement.ETag },
            cancellationToken: cancellationToken));
        foreach (long id in given.AsList())
        {
            await ReopenAsync(id, cancellationToken);
        }
    }

    /// <summary>How many workers died of a document, or beside it, before anybody claims it.</summary>
    public async Task<Deaths> DeathsAsync(Announcement announcement, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Deaths>(new CommandDefinition(
            $"""
             select ({DeathsOfD} and (died.attempt < d.attempt or d.status <> 'processing' or d.lease_until < now())) as Count,
                    case when d.status = 'processing' and d.lease_until < now() then now() - d.lease_until end as SinceLast
             from docextract.documents d where source_uri = @uri and etag = @etag and part is null
             """,
            new { uri = announcement.Url.AbsoluteUri, etag = announcement.ETag ?? "" },
            cancellationToken: cancellationToken)) ?? new Deaths(0, null);
    }

    /// <summary>Notes that an attempt has lost its claim and its worker lives: it counts neither as failed nor as a death.</summary>
    public async Task LoseAsync(Claim claim, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update docextract.attempts set finished_at = now(), outcome = 'lost', counts = false
            where document_id = @DocumentId and attempt = @Attempt and finished_at is null
            """,
            new { claim.DocumentId, claim.Attempt },
            cancellationToken: cancellationToken));
    }

    /// <summary>Asks for the right to work on a document. Leases are counted by Postgres' clock, the only one that all workers share.</summary>
    public async Task<ClaimAnswer> ClaimAsync(
        Announcement announcement, string worker, TimeSpan lease, CancellationToken cancellationToken)
    {
        long id = await AnnounceAsync(announcement, null, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var claim = await connection.QuerySingleOrDefaultAsync<Claim>(new CommandDefinition(
            $"""
             with claimed as (
                 update docextract.documents d
                 set status = 'processing', attempt = attempt + 1, started_at = now(), lease_until = now() + @lease
                 where id = @id and ((status = 'queued' and coalesce(held_until, now()) <= now()) or (status = 'processing' and lease_until < now()))
                 returning d.id, d.attempt, ({DeathsOfD}) as deaths,
                     (select count(*)::int from docextract.attempts failed
                      where failed.document_id = d.id and failed.counts and failed.finished_at is not null) as failures),
             begun as (
                 insert into docextract.attempts (document_id, attempt, worker, started_at)
                 select id, attempt, @worker, now() from claimed)
             select id as DocumentId, attempt as Attempt, failures as Failures, deaths as Deaths from claimed
             """,
            new { id, worker, lease },
            cancellationToken: cancellationToken));
        return claim is not null ? new ClaimAnswer.Granted(claim) : await NotGrantedAsync(connection, id, cancellationToken);
    }

    /// <summary>Between the two questions the holder may have given the document back: only a stored result is final.</summary>
    private static async Task<ClaimAnswer> NotGrantedAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        var (final, givenUp, busyFor) = await connection.QuerySingleAsync<(bool Final, string? GivenUp, TimeSpan? BusyFor)>(new CommandDefinition(
            """
            select finished_at is not null, case when rejection_code in ('failed', 'crashed') then rejection_code end, coalesce(lease_until, held_until) - now()
            from docextract.documents where id = @id
            """,
            new { id },
            cancellationToken: cancellationToken));
        return final ? new ClaimAnswer.AlreadyFinal(givenUp) : new ClaimAnswer.Busy(busyFor ?? TimeSpan.Zero);
    }

    /// <summary>Says that the attempt is alive; false when it has lost its claim.</summary>
    public async Task<bool> RenewAsync(Claim claim, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            update docextract.documents set lease_until = now() + @lease
            where id = @DocumentId and attempt = @Attempt and status = 'processing'
            """,
            new { claim.DocumentId, claim.Attempt, lease },
            cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Gives the document back to the queue; nothing happens when the claim is lost.</summary>
    /// <param name="claim">The claim that ends.</param>
    /// <param name="outcome">Why, in a word.</param>
    /// <param name="error">Why, in a sentence; null when nothing went wrong.</param>
    /// <param name="counts">Whether the attempt counts against the document.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <remarks>Waits while Postgres is away: an attempt that nobody ended would count against the document.</remarks>
    public Task ReleaseAsync(Claim claim, string outcome, string? error, bool counts, CancellationToken cancellationToken) =>
        _patience.WithPostgresAsync(token => ReleaseOnceAsync(claim, outcome, error, counts, token), cancellationToken);

    private async Task ReleaseOnceAsync(Claim claim, string outcome, string? error, bool counts, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with released as (
                update docextract.documents set status = 'queued', lease_until = null
                where id = @DocumentId and attempt = @Attempt and status = 'processing')
            update docextract.attempts set finished_at = now(), outcome = @outcome, error = @error, counts = @counts
            where document_id = @DocumentId and attempt = @Attempt and finished_at is null
            """,
            new { claim.DocumentId, claim.Attempt, outcome, error, counts },
            cancellationToken: cancellationToken));
    }

    /// <summary>Stores that the document can never be read; false when the claim is lost. Waits while Postgres is away.</summary>
    public Task<bool> RejectAsync(Claim claim, string code, string message, CancellationToken cancellationToken) =>
        _patience.WithPostgresAsync(token => RejectOnceAsync(claim, code, message, token), cancellationToken);

    private async Task<bool> RejectOnceAsync(Claim claim, string code, string message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        bool stored = await connection.ExecuteAsync(new CommandDefinition(
            """
            with finished as (
                update docextract.documents
                set status = 'rejected', rejection_code = @code, rejection_message = @message, verdict_reasons = array[@message],
                    lease_until = null, finished_at = now()
                where id = @DocumentId and attempt = @Attempt and status = 'processing'
                returning id)
            update docextract.attempts set finished_at = now(), outcome = 'rejected', error = @message
            from finished
            where document_id = finished.id and attempt = @Attempt
            """,
            new { claim.DocumentId, claim.Attempt, code, message },
            cancellationToken: cancellationToken)) == 1;
        if (stored)
        {
            DocumentSignals.Rejected();
        }

        return stored;
    }

    /// <summary>Stores a result with all its parts in one transaction; false, and nothing is written, when the claim is lost.</summary>
    /// <remarks>Waits while Postgres is away: the reading may have been paid for.</remarks>
    public Task<bool> SaveAsync(Claim claim, Extraction extraction, CancellationToken cancellationToken) =>
        _patience.WithPostgresAsync(token => SaveOnceAsync(claim, extraction, token), cancellationToken);

    private async Task<bool> SaveOnceAsync(Claim claim, Extraction extraction, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Turns.TakeAsync(transaction, Remembered.KeysOf(extraction), cancellationToken);
        if (await FieldUpdates.RequestAsync(transaction, claim, cancellationToken) is { } request)
        {
            return await SaveFieldsAsync(claim, request, extraction, transaction, cancellationToken);
        }

        var remembered = extraction.Parts.Count > 0
            ? new Remembered(extraction, [])
            : await _memory.RecallAsync(transaction, claim.DocumentId, extraction, cancellationToken);
        foreach (var statement in new ExtractionRows(claim, remembered.Extraction).Statements())
        {
            int written = await connection.ExecuteAsync(new CommandDefinition(
                statement.Sql, statement.Parameters, transaction, cancellationToken: cancellationToken));
            if (statement.IsFence && written == 0)
            {
                return false;
            }
        }

        await HistoryQueries.RememberAsync(transaction, claim.DocumentId, extraction.Print, remembered.Links, cancellationToken);
        List<Extraction> stored = extraction.Parts.Count > 0 ? [] : [remembered.Extraction];
        foreach (var part in extraction.Parts)
        {
            stored.Add(await SavePartAsync(claim, part, transaction, cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        stored.ForEach(DocumentSignals.Stored);
        return true;
    }

    private async Task<bool> SaveFieldsAsync(
        Claim claim, FieldRequest request, Extraction extraction, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (await _fields.SaveAsync(transaction, claim, request, extraction, cancellationToken) is not { } updated)
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        updated.ToList().ForEach(DocumentSignals.Stored);
        return true;
    }

    /// <summary>A document of a file, within the transaction that the file's claim has passed; as it was stored.</summary>
    private async Task<Extraction> SavePartAsync(Claim claim, Extraction part, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var remembered = await _memory.RecallAsync(transaction, claim.DocumentId, part, cancellationToken);
        var row = new ExtractionRows(claim, remembered.Extraction).Part(part.Place!);
        long id = await connection.ExecuteScalarAsync<long>(new CommandDefinition(row.Sql, row.Parameters, transaction, cancellationToken: cancellationToken));
        foreach (var statement in new ExtractionRows(claim with { DocumentId = id }, remembered.Extraction).Values())
        {
            await connection.ExecuteAsync(new CommandDefinition(
                statement.Sql, statement.Parameters, transaction, cancellationToken: cancellationToken));
        }

        await HistoryQueries.RememberAsync(transaction, id, part.Print, remembered.Links, cancellationToken);
        return remembered.Extraction;
    }
}
