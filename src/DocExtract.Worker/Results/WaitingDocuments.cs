using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>A document that nobody has begun.</summary>
internal sealed record WaitingDocument(long Id, string ETag, string? Sequencer);

/// <summary>Documents that nobody has begun, and that can be finished without.</summary>
internal sealed class WaitingDocuments(NpgsqlDataSource database)
{
    /// <summary>Those of one blob; not those whose questions are with a batch, which is work in progress.</summary>
    public async Task<IReadOnlyList<WaitingDocument>> OfAsync(Uri blob, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<WaitingDocument>(new CommandDefinition(
            """
            select id as Id, etag as ETag, sequencer as Sequencer from docextract.documents
            where source_uri = @uri and part is null and status = 'queued' and held_until is null
            """,
            new { uri = blob.AbsoluteUri },
            cancellationToken: cancellationToken))];
    }

    /// <summary>Finishes those that still wait as gone, with a sentence; which they were.</summary>
    public async Task<IReadOnlyList<long>> CancelAsync(long[] ids, string message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            """
            update docextract.documents
            set status = 'rejected', rejection_code = 'gone', rejection_message = @message, verdict_reasons = array[@message], finished_at = now()
            where id = any(@ids) and status = 'queued' and held_until is null
            returning id
            """,
            new { ids, message },
            cancellationToken: cancellationToken))];
    }
}
