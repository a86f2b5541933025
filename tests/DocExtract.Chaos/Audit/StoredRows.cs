using Dapper;
using Npgsql;

namespace DocExtract.Chaos.Audit;

/// <summary>A document as it stands in Postgres.</summary>
internal sealed record StoredDocument(
    long Id, string Uri, string ETag, string Status, string? Code, string? Number, decimal? Total, DateTime? FinishedAt,
    int Attempts, int Results, int Deaths, int Outages, int Unheard, bool IsDuplicate);

/// <summary>What is counted over all.</summary>
internal sealed record StoredSums(decimal Documents, decimal Days, decimal Calls, decimal Spent, int CallRows, int OrphanReservations);

/// <summary>Reads what the workers stored.</summary>
internal static class StoredRows
{
    /// <summary>
    /// Files, not the parts of split ones. A death is an attempt that never ended although another came after it or a result exists; unheard is
    /// a call whose answer, if there was one, came when its worker did not listen any more: after the time-out, or while it stopped.
    /// </summary>
    public static async Task<IReadOnlyList<StoredDocument>> DocumentsAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<StoredDocument>(
            """
            select documents.id as Id, source_uri as Uri, etag as ETag, status as Status, rejection_code as Code, invoice_number as Number,
                   total as Total, finished_at as FinishedAt,
                   (select count(*)::int from docextract.attempts where document_id = documents.id) as Attempts,
                   (select count(*)::int from docextract.attempts where document_id = documents.id
                        and attempts.outcome in ('accepted', 'needs_review', 'rejected', 'split', 'copied')) as Results,
                   (select count(*)::int from docextract.attempts where document_id = documents.id
                        and (attempts.finished_at is null or attempts.outcome in ('died', 'crashed'))) as Deaths,
                   (select count(*)::int from docextract.attempts where document_id = documents.id
                        and attempts.outcome in ('retry', 'lost', 'paused')) as Outages,
                   (select count(*)::int from docextract.model_calls where document_id = documents.id and state = 'uncertain' and error = 'Nobody waited for the answer.') as Unheard,
                   exists (select from docextract.findings where document_id = documents.id and rule = 'duplicate') as IsDuplicate
            from docextract.documents
            where parent_id is null
            order by id
            """)];
    }

    /// <summary>Sums of money that have to agree, and reservations nobody settled although their worker lived on.</summary>
    public static async Task<StoredSums> SumsAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<StoredSums>(
            """
            select coalesce((select sum(model_cost) from docextract.documents), 0) as Documents,
                   coalesce((select sum(cost) from docextract.model_days), 0) as Days,
                   coalesce(sum(coalesce(cost, reserved_cost)), 0) as Calls,
                   coalesce(sum(cost) filter (where state = 'spent'), 0) as Spent,
                   (count(*) filter (where state <> 'cached'))::int as CallRows,
                   (count(*) filter (where state = 'reserved' and exists (
                        select from docextract.attempts
                        where attempts.document_id = model_calls.document_id and attempts.attempt = model_calls.attempt
                          and attempts.finished_at is not null and attempts.outcome not in ('died', 'crashed'))))::int as OrphanReservations
            from docextract.model_calls
            """);
    }
}
