using Dapper;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>What people and commands ask Postgres about batches.</summary>
internal sealed class ModelBatchQueries(NpgsqlDataSource database)
{
    /// <summary>Any number, as long as nothing else in the database uses it as an advisory lock.</summary>
    private const long Lock = 0x446F_6345_7874_0002;

    /// <summary>Batches, oldest first.</summary>
    /// <param name="id">Only this one; null for all.</param>
    /// <param name="onlyOpen">Only those that are not collected.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<IReadOnlyList<ModelBatch>> ListAsync(long? id, bool onlyOpen, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var batches = await connection.QueryAsync<ModelBatch>(new CommandDefinition(
            """
            select id as Id, endpoint as Endpoint, model as Model, created_at as CreatedAt, input_file_id as InputFileId, remote_id as RemoteId, remote_status as RemoteStatus,
                   answered as Answered, failed as Failed, error as Error, collected_at as CollectedAt,
                   (select count(*) from docextract.batch_requests where batch_id = batches.id) as Questions,
                   (select count(distinct document_id) from docextract.batch_documents where batch_id = batches.id) as Documents,
                   (select coalesce(sum(coalesce(cost, reserved_cost)), 0) from docextract.batch_requests requests
                    join docextract.model_calls calls on calls.id = requests.call_id where requests.batch_id = batches.id) as Cost,
                   input_price as InputPrice, cached_input_price as CachedInputPrice, output_price as OutputPrice
            from docextract.batches
            where (@id::bigint is null or id = @id) and not (@onlyOpen and collected_at is not null)
            order by id
            """,
            new { id, onlyOpen },
            cancellationToken: cancellationToken));
        return [.. batches];
    }

    /// <summary>The documents that waited for batches and wait for none any more.</summary>
    public async Task<IReadOnlyList<AnsweredDocument>> AnsweredAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var documents = await connection.QueryAsync<AnsweredDocument>(new CommandDefinition(
            """
            select id as Id, file_name as FileName, source_uri as SourceUri, etag as ETag, requested_type as RequestedType
            from docextract.documents documents
            where status = 'queued' and held_until is not null
              and exists (select from docextract.batch_documents where document_id = documents.id)
              and not exists (
                  select from docextract.batch_documents others join docextract.batches batches on batches.id = others.batch_id
                  where others.document_id = documents.id and batches.collected_at is null)
            order by id
            """,
            cancellationToken: cancellationToken));
        return [.. documents];
    }

    /// <summary>What batches were to ask for a document.</summary>
    public async Task<IReadOnlyList<AskedQuestion>> AskedAsync(long documentId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var asked = await connection.QueryAsync<AskedQuestion>(new CommandDefinition(
            """
            select requests.question_sha256 as QuestionSha256, calls.endpoint as Endpoint, calls.model as Model, calls.prompt_sha256 as PromptSha256,
                   coalesce(requests.outcome = 'answered', false) as IsAnswered
            from docextract.batch_documents waiting
            join docextract.batch_requests requests using (batch_id, question_sha256)
            join docextract.model_calls calls on calls.id = requests.call_id
            where waiting.document_id = @documentId
            """,
            new { documentId },
            cancellationToken: cancellationToken));
        return [.. asked];
    }

    /// <summary>Takes the turn of the only command that may change batches; it ends with the process, however that ends.</summary>
    /// <exception cref="InvalidDataException">Another command has it.</exception>
    public async Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(@Lock)", new { Lock }, cancellationToken: cancellationToken)))
        {
            return new Turn(connection);
        }

        await connection.DisposeAsync();
        throw new InvalidDataException("Another docextract batch command is at work on this database. Wait for its end, then try again.");
    }

    /// <summary>The pool would keep the session, and with it the lock.</summary>
    private sealed class Turn(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
            await connection.DisposeAsync();
        }
    }
}
