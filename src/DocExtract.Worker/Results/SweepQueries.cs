using Dapper;
using DocExtract.Worker.Intake;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>A document that waits, or whose worker ended, and of which nothing was heard for long.</summary>
internal sealed record SilentDocument(long Id, string SourceUri, string ETag, string? RequestedType, bool ReadAgain)
{
    public Announcement ToAnnouncement() => new(new Uri(SourceUri), ETag, RequestedType) { Again = ReadAgain };
}

/// <summary>What a sweep asks Postgres and leaves there.</summary>
internal sealed class SweepQueries(NpgsqlDataSource database)
{
    private const string Missing =
        """
        from unnest(@uris, @etags, @names) as blob (uri, etag, name)
        left join docextract.documents known on known.source_uri = blob.uri and known.etag = blob.etag and known.part is null
        where known.id is null
        """;

    /// <summary>Where neither a message that was seen nor an attempt tells of it; documents that wait for a batch are not forgotten.</summary>
    private const string Silent =
        """
        select id from docextract.documents
        where id > @after and parent_id is null
          and ((status = 'queued' and coalesce(held_until, '-infinity') < @since) or (status = 'processing' and lease_until < @since))
          and coalesce(announced_at, queued_at) < @since
          and not exists (select from docextract.attempts where document_id = documents.id and finished_at >= @since)
        order by id limit @most
        """;

    /// <summary>Files without a document.</summary>
    public Task<IReadOnlyList<Announcement>> MissingAsync(IReadOnlyList<Announcement> files, CancellationToken cancellationToken) =>
        MissingAsync($"select blob.uri, blob.etag {Missing}", files, cancellationToken);

    /// <summary>The documents that files already are, by their address and version.</summary>
    public async Task<IReadOnlyList<long>> KnownAsync(IReadOnlyList<Announcement> files, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            """
            select known.id from unnest(@uris, @etags) as blob (uri, etag)
            join docextract.documents known on known.source_uri = blob.uri and known.etag = blob.etag and known.part is null
            """,
            new { uris = files.Select(file => file.Url.AbsoluteUri).ToArray(), etags = files.Select(file => file.ETag).ToArray() },
            cancellationToken: cancellationToken))];
    }

    /// <summary>Gives files without a document one that waits; which they were. Of several who try, one does.</summary>
    public Task<IReadOnlyList<Announcement>> AnnounceMissingAsync(IReadOnlyList<Announcement> files, CancellationToken cancellationToken) => MissingAsync(
        $"""
         insert into docextract.documents (source_uri, etag, file_name, queued_at, announced_at)
         select blob.uri, blob.etag, blob.name, now(), now() {Missing}
         on conflict (source_uri, etag, part) do nothing
         returning source_uri, etag
         """,
        files, cancellationToken);

    /// <summary>Documents of which nothing was heard since a time, in the order of their ids.</summary>
    public async Task<IReadOnlyList<SilentDocument>> SilentAsync(DateTimeOffset since, long after, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<SilentDocument>(new CommandDefinition(
            $"""
             select id as Id, source_uri as SourceUri, etag as ETag, requested_type as RequestedType, read_again as ReadAgain
             from docextract.documents where id in ({Silent}) order by id
             """,
            new { since = since.UtcDateTime, after, most },
            cancellationToken: cancellationToken))];
    }

    /// <summary>The same, and notes that they get a message now.</summary>
    public async Task<IReadOnlyList<SilentDocument>> RemindSilentAsync(DateTimeOffset since, long after, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var reminded = await connection.QueryAsync<SilentDocument>(new CommandDefinition(
            $"""
             update docextract.documents set announced_at = now()
             where id in ({Silent} for update skip locked)
             returning id as Id, source_uri as SourceUri, etag as ETag, requested_type as RequestedType, read_again as ReadAgain
             """,
            new { since = since.UtcDateTime, after, most },
            cancellationToken: cancellationToken));
        return [.. reminded.OrderBy(document => document.Id)];
    }

    private async Task<IReadOnlyList<Announcement>> MissingAsync(string sql, IReadOnlyList<Announcement> files, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var missing = await connection.QueryAsync<(string Uri, string ETag)>(new CommandDefinition(
            sql,
            new
            {
                uris = files.Select(file => file.Url.AbsoluteUri).ToArray(),
                etags = files.Select(file => file.ETag).ToArray(),
                names = files.Select(file => file.FileName).ToArray(),
            },
            cancellationToken: cancellationToken));
        return [.. missing.Select(file => new Announcement(new Uri(file.Uri), file.ETag, null))];
    }
}
