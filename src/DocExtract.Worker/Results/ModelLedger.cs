using System.Text.Json;
using Dapper;
using DocExtract.Readers.Vision.Accounting;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>What a reservation brought the sums to, itself included.</summary>
/// <param name="Id">The call's row; it stands once the transaction is committed.</param>
/// <param name="DocumentCost">Spent and reserved for the file.</param>
/// <param name="DayCost">Spent and reserved on this day.</param>
internal sealed record Reservation(long Id, decimal DocumentCost, decimal DayCost);

/// <summary>
/// Calls to models in Postgres, one row each from before they are made, with the sums that budgets are compared with. Every
/// statement changes the file's sum first and the day's second, so that no two wait for each other.
/// </summary>
internal static class ModelLedger
{
    /// <summary>
    /// Books a call and raises both sums; null when the claim is lost. Others wait for the sums until the transaction ends:
    /// whoever finds one too high rolls back, and nothing has happened.
    /// </summary>
    public static Task<Reservation?> ReserveAsync(NpgsqlTransaction transaction, Claim claim, PlannedCall planned, CancellationToken cancellationToken) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<Reservation>(new CommandDefinition(
            """
            with document as (
                update docextract.documents set model_cost = model_cost + @ReservedCost
                where id = @DocumentId and ((attempt = @Attempt and status = 'processing') or (@Attempt = 0 and status = 'queued'))
                returning id, model_cost),
            today as (
                insert into docextract.model_days as days (day, cost)
                select (now() at time zone 'utc')::date, @ReservedCost from document
                on conflict (day) do update set cost = days.cost + excluded.cost
                returning day, cost),
            call as (
                insert into docextract.model_calls (document_id, attempt, called_at, endpoint, model, purpose, prompt_sha256, question_sha256,
                    state, predicted_input_tokens, reserved_cost, budget_day)
                select document.id, @Attempt, now(), @Endpoint, @Model, @purpose, @PromptSha256, @QuestionSha256,
                    'reserved', @PredictedInputTokens, @ReservedCost, today.day
                from document, today
                returning id)
            select call.id as Id, document.model_cost as DocumentCost, today.cost as DayCost from call, document, today
            """,
            Row(claim, planned), transaction, cancellationToken: cancellationToken));

    /// <summary>
    /// Whether a reservation was stored though nobody heard of it. Its transaction may be ending still: it holds the file's row, for which this waits.
    /// </summary>
    public static async Task<bool> StandsAsync(NpgsqlTransaction transaction, Claim claim, long reservation, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(
            "select from docextract.documents where id = @DocumentId for update", new { claim.DocumentId }, transaction, cancellationToken: cancellationToken));
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from docextract.model_calls where id = @reservation)", new { reservation }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>Books what a reserved call came to and gives the difference back to the budgets; harmless when done before.</summary>
    public static async Task SettleAsync(NpgsqlDataSource database, long reservation, ModelCall made)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with call as (
                update docextract.model_calls
                set state = @state, cost = @Cost, response_model = @ResponseModel, input_tokens = @InputTokens,
                    cached_input_tokens = @CachedInputTokens, output_tokens = @OutputTokens, finish_reason = @FinishReason,
                    error = @Error, duration_ms = @durationMs
                where id = @reservation and state = 'reserved'
                returning document_id, budget_day, cost - reserved_cost as difference),
            document as (
                update docextract.documents set model_cost = model_cost + call.difference
                from call where documents.id = call.document_id
                returning call.budget_day, call.difference)
            update docextract.model_days days set cost = days.cost + document.difference
            from document where days.day = document.budget_day
            """,
            new
            {
                reservation,
                state = WireNames.Of(made.State),
                made.Cost,
                made.ResponseModel,
                made.InputTokens,
                made.CachedInputTokens,
                made.OutputTokens,
                made.FinishReason,
                made.Error,
                durationMs = (int)made.Duration.TotalMilliseconds,
            });
    }

    /// <summary>A remembered answer that is young enough, booked as a call that costs nothing.</summary>
    public static async Task<string?> RecallAsync(
        NpgsqlDataSource database, Claim claim, PlannedCall planned, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var row = Row(claim, planned);
        row.Add("maxAge", maxAge);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            """
            with known as (
                select answer from docextract.model_answers where question_sha256 = @QuestionSha256 and created_at > now() - @maxAge),
            booked as (
                insert into docextract.model_calls (document_id, attempt, called_at, endpoint, model, purpose, prompt_sha256, question_sha256,
                    state, cost)
                select @DocumentId, @Attempt, now(), @Endpoint, @Model, @purpose, @PromptSha256, @QuestionSha256, 'cached', 0 from known)
            select answer::text from known
            """,
            row,
            cancellationToken: cancellationToken));
    }

    /// <summary>Keeps an answer, the newest for its question, and drops some of those that nobody will be given any more.</summary>
    public static async Task RememberAsync(
        NpgsqlDataSource database, PlannedCall planned, string answer, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with old as (
                delete from docextract.model_answers where question_sha256 in (
                    select question_sha256 from docextract.model_answers
                    where created_at <= now() - @maxAge and question_sha256 <> @QuestionSha256
                    order by created_at limit 100 for update skip locked))
            insert into docextract.model_answers (question_sha256, endpoint, model, answer) values (@QuestionSha256, @Endpoint, @Model, @answer::jsonb)
            on conflict (question_sha256) do update set answer = excluded.answer, created_at = excluded.created_at
            """,
            new { planned.QuestionSha256, planned.Endpoint, planned.Model, answer, maxAge },
            cancellationToken: cancellationToken));
    }

    private static DynamicParameters Row(Claim claim, PlannedCall planned) => new(new
    {
        claim.DocumentId,
        claim.Attempt,
        planned.Endpoint,
        planned.Model,
        purpose = JsonNamingPolicy.SnakeCaseLower.ConvertName(planned.Purpose.ToString()),
        planned.PromptSha256,
        planned.QuestionSha256,
        planned.PredictedInputTokens,
        planned.ReservedCost,
    });
}
