using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>How far a batch is.</summary>
internal sealed record BatchCounts(int Queued, int Processing, int Accepted, int NeedsReview, int Rejected)
{
    public int Finished => Accepted + NeedsReview + Rejected;
}

/// <summary>One document as a person wants to see it in a list.</summary>
internal sealed record BatchRow(
    long Id, string? DocumentType, string? SellerName, string? InvoiceNumber, DateOnly? DocumentDate, string? Currency, decimal? Total,
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
            where content_sha256 = @sha256 and status in ('accepted', 'needs_review', 'rejected') and coalesce(rejection_code, '') not in ('failed', 'gone')
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
            select count(*) filter (where status = 'queued')::int as Queued, count(*) filter (where status = 'processing')::int as Processing,
                   count(*) filter (where status = 'accepted')::int as Accepted, count(*) filter (where status = 'needs_review')::int as NeedsReview,
                   count(*) filter (where status = 'rejected')::int as Rejected
            from docextract.documents where id = any(@ids)
            """,
            new { ids },
            cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyDictionary<long, BatchRow>> RowsAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<BatchRow>(new CommandDefinition(
            """
            select id as Id, document_type as DocumentType, seller_name as SellerName, invoice_number as InvoiceNumber,
                   document_date as DocumentDate, currency as Currency, total as Total, status as Status,
                   rejection_code as RejectionCode, coalesce(verdict_reasons[1], '') as Reason
            from docextract.documents where id = any(@ids)
            """,
            new { ids },
            cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id);
    }
}
