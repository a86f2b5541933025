using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>Lets finished documents wait in the queue once more; what was stored of them is kept in <c>docextract.earlier_results</c>.</summary>
internal sealed class RetryStore(NpgsqlDataSource database)
{
    /// <summary>A file as it stands; a condition on <c>file</c> follows.</summary>
    internal const string Candidate =
        """
        select file.id as Id, file.file_name as FileName, file.source_uri as SourceUri, file.etag as ETag, file.requested_type as RequestedType,
               file.read_again as ReadAgain, file.status as Status,
               (select count(*)::int from docextract.documents part where part.parent_id = file.id) as Parts,
               coalesce(file.rejection_code,
                   (select findings.rule from docextract.findings where document_id = file.id and severity = 'error' order by ordinal limit 1),
                   (select findings.rule from docextract.findings join docextract.documents part on part.id = document_id
                    where part.parent_id = file.id and severity = 'error' order by part.part, ordinal limit 1)) as Reason,
               coalesce(file.reader, (select string_agg(distinct part.reader, ', ' order by part.reader) from docextract.documents part where part.parent_id = file.id)) as Reader,
               file.model_cost as Cost, file.finished_at as FinishedAt,
               exists (select from docextract.documents d where (d.id = file.id or d.parent_id = file.id) and d.status = 'accepted') as HasAccepted,
               exists (select from docextract.corrections join docextract.documents d on d.id = document_id where d.id = file.id or d.parent_id = file.id) as IsCorrected,
               file.purged_at is not null as IsPurged
        from docextract.documents file
        """;

    /// <summary>The files that a filter holds for, or some document in them; named ones whatever their state, others only when they are finished.</summary>
    public async Task<IReadOnlyList<RetryCandidate>> FindAsync(RetryFilter filter, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<RetryCandidate>(new CommandDefinition(
            $"""
             {Candidate}
             where file.id in (
                 select coalesce(d.parent_id, d.id) from docextract.documents d
                 where (d.id = any(@ids) or (@any and d.finished_at is not null and d.purged_at is null))
                   and (@reason::text is null or d.rejection_code = @reason or exists (select from docextract.findings where document_id = d.id and rule = @reason))
                   and (@reader::text is null or d.reader = @reader)
                   and (@since::date is null or d.finished_at >= (@since::date)::timestamp at time zone 'utc')
                   and (@until::date is null or d.finished_at < (@until::date + 1)::timestamp at time zone 'utc')
                   and (@schemaVersion::text is null or d.schema_version = @schemaVersion)
                   and (@type::text is null or d.document_type = @type)
                   and (@status::text is null or d.status = @status)
                   and (not @any or d.status in ('needs_review', 'rejected') or (d.status = 'accepted' and @accepted)))
             order by file.id
             """,
            new
            {
                ids = filter.Ids.ToArray(),
                any = filter.Ids.Count == 0,
                reason = filter.Reason,
                reader = filter.Reader,
                since = filter.Since,
                until = filter.Until,
                schemaVersion = filter.SchemaVersion,
                type = filter.Type,
                status = filter.Status,
                accepted = filter.Accepted,
            },
            cancellationToken: cancellationToken))];
    }

    /// <summary>Queues a file once more; false when that may not be any more, since it was found, and nothing happened.</summary>
    public Task<bool> ReopenAsync(long id, bool accepted, CancellationToken cancellationToken) =>
        ReopenAsync(id, candidate => candidate.Hindrance(accepted), EarlierResults.SetAside, new { id }, cancellationToken);

    /// <summary>The same for some fields of its documents of a type: accepted and corrected ones too, since everything else stays.</summary>
    public Task<bool> ReopenForFieldsAsync(long id, string type, IReadOnlyList<string> fields, CancellationToken cancellationToken) => ReopenAsync(
        id, candidate => candidate.HindranceToFields, EarlierResults.SetAsideForFields, new { id, type, fields = fields.ToArray() }, cancellationToken);

    private async Task<bool> ReopenAsync(
        long id, Func<RetryCandidate, string?> hindrance, string setAside, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Whoever corrects one of its documents meanwhile is waited for, and then stands in the way.
        await connection.ExecuteAsync(new CommandDefinition(
            "select from docextract.documents where id = @id or parent_id = @id order by id for update", new { id }, transaction, cancellationToken: cancellationToken));
        var candidate = await connection.QuerySingleOrDefaultAsync<RetryCandidate>(new CommandDefinition(
            $"{Candidate} where file.id = @id and file.parent_id is null and file.finished_at is not null", new { id }, transaction, cancellationToken: cancellationToken));
        if (candidate is null || hindrance(candidate) is not null)
        {
            return false;
        }

        await connection.ExecuteAsync(new CommandDefinition(setAside, parameters, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
