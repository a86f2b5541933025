using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>Removes what is old from Postgres, in portions that others hardly wait for. What is queued or being read is never touched.</summary>
internal sealed class PurgeStore(NpgsqlDataSource database)
{
    private const int Portion = 200;

    /// <summary>Of a file that holds several documents each has to be in one of the states.</summary>
    private const string InScope =
        """
        parent_id is null and finished_at < @before and (purged_at is null or (@blobs and file_deleted_at is null))
          and (@any or status = any(@statuses)
               or (status = 'split' and not exists (select from docextract.documents part where part.parent_id = documents.id and part.status <> all(@statuses))))
        """;

    /// <summary>What would go.</summary>
    public async Task<PurgeCounts> CountAsync(PurgeScope scope, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var files = await connection.QueryAsync<(string, long)>(new CommandDefinition(
            $"select status, count(*) from docextract.documents where {InScope} group by status order by status", Parameters(scope), cancellationToken: cancellationToken));
        var (blobs, answers, batches) = await connection.QuerySingleAsync<(long, long, long)>(new CommandDefinition(
            $"""
             select (select count(*) from docextract.documents where @blobs and {InScope}),
                    (select count(*) from docextract.model_answers where @any and created_at < @before),
                    (select count(*) from docextract.batches where @any and collected_at < @before)
             """,
            Parameters(scope), cancellationToken: cancellationToken));
        return new PurgeCounts(files.AsList(), blobs, answers, batches);
    }

    /// <summary>Purges the next portion of files; how many it looked at and purged, and the last one's id. Null when there is none.</summary>
    /// <param name="scope">What is to go.</param>
    /// <param name="after">The last id of the portion before.</param>
    /// <param name="deleteAsync">Deletes the blobs of the files, where they are to go; gives those whose blobs are gone.</param>
    /// <param name="cancellationToken">Ends the work between portions.</param>
    public async Task<(int Purged, int Left, long Last)?> NextAsync(
        PurgeScope scope, long after, Func<IReadOnlyList<PurgeCandidate>, Task<long[]>> deleteAsync, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var parameters = Parameters(scope);
        parameters.AddDynamicParams(new { after, Portion });
        var portion = (await connection.QueryAsync<PurgeCandidate>(new CommandDefinition(
            $"""
             select id as Id, source_uri as SourceUri, etag as ETag from docextract.documents
             where {InScope} and id > @after
             order by id limit @Portion for update skip locked
             """,
            parameters, transaction, cancellationToken: cancellationToken))).AsList();
        if (portion.Count == 0)
        {
            return null;
        }

        // The blob first: a crash between leaves a row that is found again, never a blob that nobody knows of.
        long[] files = scope.Files ? await deleteAsync(portion) : [.. portion.Select(file => file.Id)];
        await connection.ExecuteAsync(new CommandDefinition(
            PurgedRows.Empty, new { files, blobs = scope.Files }, transaction, commandTimeout: 0, cancellationToken: CancellationToken.None));
        await transaction.CommitAsync(CancellationToken.None);
        return (files.Length, portion.Count - files.Length, portion[^1].Id);
    }

    /// <summary>Removes remembered answers of models given before a time; how many.</summary>
    public Task<long> AnswersAsync(DateTime before, CancellationToken cancellationToken) => InPortionsAsync(
        "delete from docextract.model_answers where question_sha256 in (select question_sha256 from docextract.model_answers where created_at < @before limit @Portion)",
        before, cancellationToken);

    /// <summary>Removes what is left of batches that were collected before a time; how many.</summary>
    public Task<long> BatchesAsync(DateTime before, CancellationToken cancellationToken) => InPortionsAsync(
        "delete from docextract.batches where id in (select id from docextract.batches where collected_at < @before limit @Portion)", before, cancellationToken);

    private async Task<long> InPortionsAsync(string sql, DateTime before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        long all = 0;
        int deleted;
        do
        {
            deleted = await connection.ExecuteAsync(new CommandDefinition(sql, new { before, Portion }, cancellationToken: cancellationToken));
            all += deleted;
        }
        while (deleted > 0);
        return all;
    }

    private static DynamicParameters Parameters(PurgeScope scope) => new(new
    {
        before = scope.Before,
        blobs = scope.Files,
        any = scope.Statuses.Count == 0,
        statuses = scope.Statuses.ToArray(),
    });
}
