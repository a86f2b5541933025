using Dapper;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Readers.Vision.Batches;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>The life of a batch in Postgres: begun, filled, uploaded, made, collected. Each step can be done again after a crash.</summary>
internal sealed class ModelBatchStore(NpgsqlDataSource database)
{
    /// <summary>
    /// A batch lives a day. After two a worker that was told of the document by Event Grid reads it as others, so that none is forgotten;
    /// where nobody but this command tells workers, it waits until it is collected or sent in anew.
    /// </summary>
    private static readonly TimeSpan Hold = TimeSpan.FromHours(48);

    /// <summary>Keeps workers from a document while its questions are with a batch; false when one is at it already, or has finished it.</summary>
    public async Task<bool> HoldAsync(long documentId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "update docextract.documents set held_until = now() + @Hold where id = @documentId and status = 'queued'",
            new { documentId, Hold },
            cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Lets workers have a document that is still to be announced to them.</summary>
    public Task LetGoAsync(long documentId, CancellationToken cancellationToken) => ExecuteAsync(
        "update docextract.documents set held_until = now() where id = @documentId and held_until is not null", new { documentId }, cancellationToken);

    /// <summary>The document is announced: it is no batch's any more.</summary>
    public Task ForgetAsync(long documentId, CancellationToken cancellationToken) => ExecuteAsync(
        "update docextract.documents set held_until = null where id = @documentId", new { documentId }, cancellationToken);

    /// <param name="endpoint">Where it will be asked.</param>
    /// <param name="model">Which model.</param>
    /// <param name="price">What the model charges in batches; its answers are settled at that.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<long> BeginAsync(string endpoint, string model, ModelPrice price, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            insert into docextract.batches (endpoint, model, input_price, cached_input_price, output_price)
            values (@endpoint, @model, @Input, @CachedInput, @Output) returning id
            """,
            new { endpoint, model, price.Input, price.CachedInput, price.Output },
            cancellationToken: cancellationToken));
    }

    /// <summary>Whether an answer to the question is there already, young enough to be given.</summary>
    public async Task<bool> IsAnsweredAsync(string questionSha256, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from docextract.model_answers where question_sha256 = @questionSha256 and created_at > now() - @maxAge)",
            new { questionSha256, maxAge },
            cancellationToken: cancellationToken));
    }

    /// <summary>Adds a document to those that wait for a question that a batch asks already; false when none does.</summary>
    public async Task<bool> JoinAsync(long documentId, string questionSha256, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            with asked as (
                select batch_id from docextract.batch_requests requests join docextract.batches batches on batches.id = requests.batch_id
                where question_sha256 = @questionSha256 and collected_at is null),
            joined as (
                insert into docextract.batch_documents (document_id, question_sha256, batch_id)
                select @documentId, @questionSha256, batch_id from asked
                on conflict do nothing)
            select exists (select from asked)
            """,
            new { documentId, questionSha256 },
            cancellationToken: cancellationToken));
    }

    /// <summary>Books a question of a batch on its document's and the day's budget.</summary>
    /// <exception cref="BudgetExceededException">A budget does not cover it; nothing happened.</exception>
    public async Task AddAsync(long batchId, long documentId, PlannedCall planned, ModelBudgets budgets, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var claim = Claim.BeforeAny(documentId);
        var reservation = await ModelLedger.ReserveAsync(transaction, claim, planned, cancellationToken) ?? throw new ClaimLostException(claim);
        budgets.Check(planned, reservation);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into docextract.batch_requests (batch_id, question_sha256, call_id) values (@batchId, @QuestionSha256, @call);
            insert into docextract.batch_documents (document_id, question_sha256, batch_id) values (@documentId, @QuestionSha256, @batchId)
            """,
            new { batchId, documentId, planned.QuestionSha256, call = reservation.Id },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    public Task UploadedAsync(long id, string inputFileId) =>
        ExecuteAsync("update docextract.batches set input_file_id = @inputFileId where id = @id", new { id, inputFileId }, CancellationToken.None);

    /// <summary>Notes what the server says of a batch.</summary>
    public Task SeenAsync(long id, BatchStatus status) => ExecuteAsync(
        """
        update docextract.batches
        set remote_id = @remote, remote_status = @Status, answered = @Completed, failed = @Failed, error = @Error
        where id = @id
        """,
        new { id, remote = status.Id, status.Status, status.Completed, status.Failed, status.Error },
        CancellationToken.None);

    /// <summary>The calls of a batch whose outcome is open, by their rows.</summary>
    public async Task<IReadOnlyDictionary<long, PlannedCall>> OpenAsync(long id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Id, string Endpoint, string Model, string Prompt, string Question, long Predicted, decimal Reserved)>(
            new CommandDefinition(
                """
                select calls.id, endpoint, model, prompt_sha256, calls.question_sha256, predicted_input_tokens, reserved_cost
                from docextract.batch_requests requests join docextract.model_calls calls on calls.id = requests.call_id
                where batch_id = @id and outcome is null
                """,
                new { id },
                cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, row => new PlannedCall
        {
            Endpoint = row.Endpoint,
            Model = row.Model,
            Purpose = CallPurpose.Read,
            PromptSha256 = row.Prompt,
            QuestionSha256 = row.Question,
            PredictedInputTokens = row.Predicted,
            ReservedCost = row.Reserved,
        });
    }

    /// <summary>Takes over what became of a question: its answer first, then its cost, then that it is done. Harmless when done before.</summary>
    /// <param name="callId">The call that was reserved for it.</param>
    /// <param name="became">Its answer, if any, and its cost.</param>
    /// <param name="outcome"><c>answered</c>, <c>failed</c> or <c>missing</c>.</param>
    /// <param name="maxAge">How long answers are given.</param>
    public async Task SettleAsync(long callId, BatchAnswer became, string outcome, TimeSpan maxAge)
    {
        if (became.Answer is { } answer)
        {
            await ModelLedger.RememberAsync(database, became.Call.Plan, answer, maxAge, CancellationToken.None);
        }

        await ModelLedger.SettleAsync(database, callId, became.Call);
        await ExecuteAsync("update docextract.batch_requests set outcome = @outcome where call_id = @callId", new { callId, outcome }, CancellationToken.None);
    }

    /// <summary>All answers of a batch are taken over, or there will be none: then <paramref name="error"/> says why.</summary>
    public Task CollectedAsync(long id, string? error) => ExecuteAsync(
        "update docextract.batches set collected_at = now(), error = coalesce(@error, error) where id = @id and collected_at is null",
        new { id, error },
        CancellationToken.None);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
