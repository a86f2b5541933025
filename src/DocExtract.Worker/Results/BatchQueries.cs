using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>How far a batch is.</summary>
/// <param name="Finished">Files that have a result.</param>
/// <param name="Accepted">Documents that are accepted; a file may hold several.</param>
/// <param name="NeedsReview">Documents that a person must look at.</param>
/// <param name="Rejected">Documents that cannot be read.</param>
internal sealed record BatchCounts(int Finished, int Accepted, int NeedsReview, int Rejected);

/// <summary>What models cost for some files, over all attempts.</summary>
/// <param name="Calls">Calls that were made.</param>
/// <param name="Cached">Questions that were answered from earlier, identical ones.</param>
/// <param name="Cost">In the currency of the price table.</param>
internal sealed record BatchSpend(int Calls, int Cached, decimal Cost);

/// <summary>One document as a person wants to see it in a list: a file, or a part of one, whose name then tells its pages.</summary>
internal sealed record BatchRow(
    long FileId, int? Part, string Name, string? DocumentType, string? SellerName, string? InvoiceNumber, DateOnly? DocumentDate, string? Currency, decimal? Total,
    string Status, string? RejectionCode, string? Reason);

/// <summary>What <c>run</c> asks Postgres about its files.</summary>
internal sealed class BatchQueries(NpgsqlDataSource database)
{
    /// <summary>The newest document with this content that has a result.</summary>
    public async Task<long?> FinishedAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            select id from docextract.documents
            where content_sha256 = @sha256 and parent_id is null and finished_at is not null and coalesce(rejection_code, '') not in ('failed', 'gone')
            order by id desc limit 1
            """,
            new { sha256 },
            cancellationToken: cancellationToken));
    }

    /// <summary>The newest document with this content, read or waiting; one whose file was deleted before it was read does not count.</summary>
    public async Task<long?> KnownAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            select id from docextract.documents
            where content_sha256 = @sha256 and parent_id is null and coalesce(rejection_code, '') <> 'gone'
            order by id desc limit 1
            """,
            new { sha256 },
            cancellationToken: cancellationToken));
    }

    public async Task<BatchCounts> CountAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<BatchCounts>(new CommandDefinition(
            """
            select count(*) filter (where parent_id is null and finished_at is not null)::int as Finished,
                   count(*) filter (where status = 'accepted')::int as Accepted, count(*) filter (where status = 'needs_review')::int as NeedsReview,
                   count(*) filter (where status = 'rejected')::int as Rejected
            from docextract.documents where id = any(@ids) or parent_id = any(@ids)
            """,
            new { ids },
            cancellationToken: cancellationToken));
    }

    public async Task<BatchSpend> SpendAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<BatchSpend>(new CommandDefinition(
            """
            select count(*) filter (where state <> 'cached')::int as Calls, count(*) filter (where state = 'cached')::int as Cached, coalesce(sum(cost), 0) as Cost
            from docextract.booked_calls where document_id = any(@ids)
            """,
            new { ids },
            cancellationToken: cancellationToken));
    }

    /// <summary>The documents of each file, in its order.</summary>
    public async Task<ILookup<long, BatchRow>> RowsAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<BatchRow>(new CommandDefinition(
            """
            select coalesce(parent_id, id) as FileId, part as Part, shown_name as Name, document_type as DocumentType, seller_name as SellerName, invoice_number as InvoiceNumber,
                   document_date as DocumentDate, currency as Currency, total as Total, status as Status,
                   rejection_code as RejectionCode, coalesce(verdict_reasons[1], '') as Reason
            from docextract.documents where (id = any(@ids) or parent_id = any(@ids)) and status <> 'split'
            order by part
            """,
            new { ids },
            cancellationToken: cancellationToken));
        return rows.ToLookup(row => row.FileId);
    }
}
