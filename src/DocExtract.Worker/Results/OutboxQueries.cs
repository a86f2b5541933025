using Dapper;
using DocExtract.Worker.Outbox;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>An announcement that was not taken, and when it is to be sent again.</summary>
internal sealed record Postponed(Guid EventId, TimeSpan For, string Reason);

/// <summary>The announcements that wait; a trigger on the documents writes them, in the transaction that stores a result.</summary>
internal sealed class OutboxQueries(NpgsqlDataSource database)
{
    /// <summary>One statement never touches more rows than this, so that none takes long.</summary>
    private const int MostAtOnce = 1000;

    /// <summary>
    /// Takes what is due, oldest first. Nobody else gets it for a while: long enough to send it, and if this worker dies meanwhile, it is
    /// sent by another. The rows are not kept locked: a transaction that waits for a slow webhook would be in everybody's way.
    /// </summary>
    public async Task<IReadOnlyList<FinishedDocument>> TakeAsync(string destination, int count, TimeSpan hold, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<FinishedDocument>(new CommandDefinition(
            """
            with due as (
                select event_id from docextract.outbox
                where destination = @destination and failed_at is null and due_at <= now()
                order by due_at limit @count for update skip locked),
            taken as (
                update docextract.outbox
                set due_at = now() + @hold, tries = tries + 1, first_tried_at = coalesce(first_tried_at, now())
                from due where outbox.event_id = due.event_id and destination = @destination
                returning outbox.event_id, document_id, finished_at, tries)
            select taken.event_id as EventId, taken.tries as Tries, taken.finished_at as FinishedAt,
                   documents.finished_at is not distinct from taken.finished_at as IsCurrent,
                   documents.id as Id, coalesce(documents.parent_id, documents.id) as FileId, documents.part as Part,
                   (select count(*) from docextract.documents siblings where siblings.parent_id = documents.parent_id having count(*) > 0) as Parts,
                   documents.first_page as FirstPage, documents.last_page as LastPage, documents.status as Status,
                   documents.document_type as DocumentType, documents.source_uri as Uri, documents.etag as ETag,
                   documents.rejection_code as RejectionCode,
                   (select string_agg(distinct rule, ',' order by rule) from docextract.findings
                    where document_id = documents.id and severity = 'error') as Reasons,
                   documents.invoice_number as Number, to_char(documents.document_date, 'YYYY-MM-DD') as Date,
                   documents.currency as Currency, documents.total as Total, documents.seller_name as Seller
            from taken join docextract.documents on documents.id = taken.document_id
            order by taken.finished_at, documents.id
            """,
            new { destination, count, hold },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Forgets announcements that were taken, or that a newer one stands for.</summary>
    public Task RemoveAsync(string destination, IReadOnlyList<Guid> events, CancellationToken cancellationToken) => ExecuteAsync(
        "delete from docextract.outbox where destination = @destination and event_id = any(@events)",
        new { destination, events },
        cancellationToken);

    /// <summary>Notes why announcements were not taken; returns how many are given up with that, since their time is over.</summary>
    public async Task<int> PostponeAsync(string destination, IReadOnlyList<Postponed> postponed, TimeSpan giveUpAfter, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            with noted as (
                update docextract.outbox
                set due_at = now() + row.wait, error = row.reason, failed_at = case when first_tried_at + @giveUpAfter <= now() then now() end
                from unnest(@events, @waits, @reasons) as row (event_id, wait, reason)
                where outbox.event_id = row.event_id and destination = @destination
                returning failed_at)
            select count(failed_at) from noted
            """,
            new
            {
                destination,
                giveUpAfter,
                events = postponed.Select(one => one.EventId).ToArray(),
                waits = postponed.Select(one => one.For).ToArray(),
                reasons = postponed.Select(one => one.Reason).ToArray(),
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Gives up what waits for a destination that wants no more.</summary>
    public Task GiveUpAsync(string destination, string reason, CancellationToken cancellationToken) => ExecuteAsync(
        """
        update docextract.outbox set failed_at = now(), error = @reason
        where destination = @destination and event_id in (
            select event_id from docextract.outbox where destination = @destination and failed_at is null limit @MostAtOnce for update skip locked)
        """,
        new { destination, reason, MostAtOnce },
        cancellationToken);

    /// <summary>Notes that somebody has a destination now: what waits for it is kept.</summary>
    public Task NoteDestinationAsync(string destination, CancellationToken cancellationToken) => ExecuteAsync(
        """
        insert into docextract.destinations (name, had_at) values (@destination, now())
        on conflict (name) do update set had_at = excluded.had_at
        """,
        new { destination },
        cancellationToken);

    /// <summary>
    /// Forgets what is old and waits for a destination that nobody has had for long. Whether anybody tried to send a row says nothing:
    /// most that wait for a webhook that is down were never tried.
    /// </summary>
    public Task ForgetAsync(string destination, TimeSpan olderThan, TimeSpan nobodysFor, CancellationToken cancellationToken) => ExecuteAsync(
        """
        delete from docextract.outbox
        where destination = @destination and event_id in (
            select event_id from docextract.outbox
            where destination = @destination and failed_at is null and due_at < now() - @olderThan
              and not exists (select from docextract.destinations where name = @destination and had_at > now() - @nobodysFor)
            limit @MostAtOnce for update skip locked)
        """,
        new { destination, olderThan, nobodysFor, MostAtOnce },
        cancellationToken);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
