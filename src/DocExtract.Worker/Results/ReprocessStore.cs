using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>Which documents are to be read against a new version of their type.</summary>
internal sealed record ReprocessFilter
{
    public required string Type { get; init; }

    /// <summary>First and last day (UTC) on which they were finished.</summary>
    public DateOnly? Since { get; init; }

    /// <inheritdoc cref="Since"/>
    public DateOnly? Until { get; init; }

    public string? Status { get; init; }
}

/// <summary>A file with documents of the type.</summary>
/// <param name="File">The file as it stands.</param>
/// <param name="Documents">How many of its documents the filter holds for.</param>
/// <param name="Outdated">How many of these were read against another version.</param>
internal sealed record ReprocessCandidate(RetryCandidate File, int Documents, int Outdated);

/// <summary>Finds documents of a type, and what models cost for them.</summary>
internal sealed class ReprocessStore(NpgsqlDataSource database)
{
    private const string Wanted =
        """
        d.status <> 'split' and coalesce(d.document_type, d.requested_type) = @type
          and (d.finished_at is null or ((@since::date is null or d.finished_at >= (@since::date)::timestamp at time zone 'utc')
            and (@until::date is null or d.finished_at < (@until::date + 1)::timestamp at time zone 'utc')
            and (@status::text is null or d.status = @status)))
        """;

    private sealed record Counts(long FileId, int Documents, int Outdated);

    /// <summary>The files that a filter holds for, unfinished ones too, in the order of their ids.</summary>
    /// <param name="filter">Which documents.</param>
    /// <param name="version">The type's version now.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<ReprocessCandidate>> FindAsync(ReprocessFilter filter, string version, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parameters = new { type = filter.Type, since = filter.Since, until = filter.Until, status = filter.Status, version };
        var counts = (await connection.QueryAsync<Counts>(new CommandDefinition(
            $"""
             select coalesce(d.parent_id, d.id) as FileId, count(*)::int as Documents,
                    count(*) filter (where d.schema_version is distinct from @version)::int as Outdated
             from docextract.documents d where {Wanted} group by coalesce(d.parent_id, d.id)
             """,
            parameters, cancellationToken: cancellationToken))).ToDictionary(file => file.FileId);
        var files = await connection.QueryAsync<RetryCandidate>(new CommandDefinition(
            $"{RetryStore.Candidate} where file.id in (select coalesce(d.parent_id, d.id) from docextract.documents d where {Wanted}) order by file.id",
            parameters, cancellationToken: cancellationToken));
        return
        [
            .. files.Where(file => counts.ContainsKey(file.Id))
                .Select(file => new ReprocessCandidate(file, counts[file.Id].Documents, counts[file.Id].Outdated)),
        ];
    }

    /// <summary>What models cost for a file with a document of the type the last time, on average; null where none was ever asked.</summary>
    public async Task<decimal?> UsualCostAsync(string type, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<decimal?>(new CommandDefinition(
            """
            select avg(model_cost) from docextract.documents file
            where parent_id is null and model_cost > 0
              and (document_type = @type or exists (select from docextract.documents part where part.parent_id = file.id and part.document_type = @type))
            """,
            new { type }, cancellationToken: cancellationToken));
    }
}
