using System.Text.Json.Nodes;
using Dapper;
using DocExtract.Checks;
using DocExtract.Worker.History;
using DocExtract.Worker.Retrying;
using Npgsql;

namespace DocExtract.Worker.Results;

/// <summary>A document whose values stay, but for some.</summary>
/// <param name="Id">The document.</param>
/// <param name="Part">Its number in its file; null where it is all of it.</param>
/// <param name="FirstPage">Of a part.</param>
/// <param name="LastPage">Of a part.</param>
/// <param name="Status">Its verdict.</param>
/// <param name="Type">Its type.</param>
/// <param name="Version">Version of the type that it was read against.</param>
/// <param name="Read">What was read.</param>
/// <param name="Current">The same with what people corrected.</param>
internal sealed record StoredValues(
    long Id, int? Part, int? FirstPage, int? LastPage, string Status, string? Type, string? Version, JsonObject Read, JsonObject Current);

/// <summary>What becomes of a document.</summary>
/// <param name="Document">As it is.</param>
/// <param name="Merged">The new reading, with the values that are stored.</param>
/// <param name="Current">The same with what people corrected.</param>
/// <param name="Taken">Pointers of the fields that are new.</param>
/// <param name="Kept">Pointers of those that a person corrected.</param>
/// <param name="Findings">What is new to say.</param>
/// <param name="Outdated">Rules of which what was said before does not hold any more.</param>
/// <param name="Links">Its relatives; null where they stay.</param>
internal sealed record FieldUpdate(
    StoredValues Document, Extraction Merged, JsonObject Current, IReadOnlyList<string> Taken, IReadOnlyList<string> Kept, IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Outdated, IReadOnlyList<Link>? Links);

/// <summary>The statements that take some fields into stored results.</summary>
internal static class FieldRows
{
    private sealed record Row(
        long Id, int? Part, int? FirstPage, int? LastPage, string Status, string? Type, string? Version, string Read, string Current);

    /// <summary>Whether the claim still holds; from here on nobody else takes it.</summary>
    public static async Task<bool> FenceAsync(NpgsqlTransaction transaction, Claim claim, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select id from docextract.documents where id = @DocumentId and attempt = @Attempt and status = 'processing' for update",
            new { claim.DocumentId, claim.Attempt }, transaction, cancellationToken: cancellationToken)) is not null;

    /// <summary>The documents in the file, or the file's own values, which were put aside.</summary>
    public static async Task<IReadOnlyList<StoredValues>> FindAsync(NpgsqlTransaction transaction, Claim claim, CancellationToken cancellationToken)
    {
        var rows = await transaction.Connection!.QueryAsync<Row>(new CommandDefinition(
            """
            select stored.id as Id, stored.part as Part, stored.first_page as FirstPage, stored.last_page as LastPage, stored.status as Status,
                   stored.document_type as Type, stored.schema_version as Version, stored.data::text as Read, coalesce(corrected.data, stored.data)::text as Current
            from (
                select id, part, first_page, last_page, status, document_type, schema_version, data from docextract.documents where parent_id = @DocumentId
                union all
                (select document_id, null, null, null, status, document_type, schema_version, data from docextract.earlier_results
                 where document_id = @DocumentId order by id desc limit 1)) as stored
            left join docextract.corrected_documents corrected on corrected.document_id = stored.id
            where stored.status in ('accepted', 'needs_review')
            order by stored.part
            """,
            new { claim.DocumentId }, transaction, cancellationToken: cancellationToken));
        return
        [
            .. rows.Select(row => new StoredValues(
                row.Id, row.Part, row.FirstPage, row.LastPage, row.Status, row.Type, row.Version, JsonNode.Parse(row.Read)!.AsObject(), JsonNode.Parse(row.Current)!.AsObject())),
        ];
    }

    /// <summary>Pointers of what people corrected or confirmed.</summary>
    public static async Task<IReadOnlyList<string>> CorrectedAsync(NpgsqlTransaction transaction, long id, CancellationToken cancellationToken) =>
        [.. await transaction.Connection!.QueryAsync<string>(new CommandDefinition(
            "select distinct field from docextract.corrections where document_id = @id", new { id }, transaction, cancellationToken: cancellationToken))];

    /// <summary>Notes what is asked of a document; what is taken is added when it is.</summary>
    public static Task NoteAsync(
        NpgsqlTransaction transaction, Claim claim, StoredValues document, FieldRequest request, string? version, string? note, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            insert into docextract.reprocessings (document_id, attempt, fields, taken, kept, was_version, schema_version, note)
            values (@Id, @Attempt, @fields, '{}', '{}', @was, @version, @note)
            """,
            new { document.Id, claim.Attempt, fields = request.Fields.ToArray(), was = document.Version, version, note },
            transaction, cancellationToken: cancellationToken));

    /// <summary>Writes the new values and what is said of them; the verdict that follows.</summary>
    public static async Task<Verdict> WriteAsync(NpgsqlTransaction transaction, Claim claim, FieldUpdate update, CancellationToken cancellationToken)
    {
        var rows = new ExtractionRows(claim with { DocumentId = update.Document.Id }, update.Merged);
        int last = await ForgetAsync(transaction, claim, update, cancellationToken);
        Statement[] statements =
        [
            rows.Fields(pointer => update.Taken.Any(field => FieldMerge.Covers(field, pointer))),
            rows.Findings(update.Findings, last),
            .. update.Taken.Contains("/lines") ? new[] { rows.Lines() } : [],
        ];
        foreach (var statement in statements)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(statement.Sql, statement.Parameters, transaction, cancellationToken: cancellationToken));
        }

        if (update.Links is { } links)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "delete from docextract.document_links where from_id = @Id", new { update.Document.Id }, transaction, cancellationToken: cancellationToken));
            await HistoryQueries.RememberAsync(transaction, update.Document.Id, update.Merged.Print, links, cancellationToken);
        }

        return await SettleAsync(transaction, rows, update, cancellationToken);
    }

    /// <summary>Takes away what is replaced, and notes what is; the number of the last finding that stays.</summary>
    private static Task<int> ForgetAsync(NpgsqlTransaction transaction, Claim claim, FieldUpdate update, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            delete from docextract.fields using unnest(@taken) as wanted (pointer)
            where document_id = @Id and (field = wanted.pointer or starts_with(field, wanted.pointer || '/'));
            delete from docextract.findings
            where document_id = @Id and (rule = any(@outdated)
              or exists (select from unnest(@taken) as wanted (pointer) where field = wanted.pointer or starts_with(field, wanted.pointer || '/')));
            delete from docextract.line_items where document_id = @Id and '/lines' = any(@taken);
            update docextract.corrected_documents set data = @current::jsonb where document_id = @Id;
            update docextract.reprocessings set taken = @taken, kept = @kept where document_id = @Id and attempt = @Attempt;
            select coalesce(max(ordinal), 0) from docextract.findings where document_id = @Id
            """,
            new
            {
                update.Document.Id,
                claim.Attempt,
                taken = update.Taken.ToArray(),
                kept = update.Kept.ToArray(),
                outdated = update.Outdated.ToArray(),
                current = ExtractionRows.CleanJson(update.Current),
            },
            transaction, cancellationToken: cancellationToken));

    /// <summary>Who read it, its confidence and its type stay: most of it is what it was.</summary>
    private static async Task<Verdict> SettleAsync(NpgsqlTransaction transaction, ExtractionRows rows, FieldUpdate update, CancellationToken cancellationToken)
    {
        var row = new DynamicParameters(rows.Result());
        row.AddDynamicParams(new { id = update.Document.Id, mayBeAccepted = update.Document.Status == "accepted" || update.Merged.Verdict == Verdict.Accepted });
        string status = (await transaction.Connection!.ExecuteScalarAsync<string>(new CommandDefinition(
            """
            with doubts as (
                select coalesce(array_agg(message order by ordinal) filter (where severity = 'error'), '{}') as reasons
                from docextract.findings where document_id = @id)
            update docextract.documents
            set status = case when cardinality(doubts.reasons) = 0 and @mayBeAccepted then 'accepted' else 'needs_review' end, verdict_reasons = doubts.reasons,
                data = @data::jsonb, schema_version = @schemaVersion, seller_name = @sellerName, invoice_number = @invoiceNumber,
                document_date = @documentDate, currency = @currency, total = @total,
                lease_until = null, finished_at = now(), duration_ms = @durationMs, reprocess_type = null, reprocess_fields = null
            from doubts where id = @id
            returning status
            """,
            row, transaction, cancellationToken: cancellationToken)))!;
        return status == "accepted" ? Verdict.Accepted : Verdict.NeedsReview;
    }

    /// <summary>Ends the claim on the file; one whose own values were not written has those from before.</summary>
    public static Task FinishAsync(NpgsqlTransaction transaction, Claim claim, bool isWritten, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            update docextract.documents d
            set status = earlier.status, data = earlier.data, verdict_reasons = earlier.verdict_reasons,
                finished_at = case earlier.status when 'split' then now() else earlier.finished_at end,
                lease_until = null, reprocess_type = null, reprocess_fields = null
            from (select * from docextract.earlier_results where document_id = @DocumentId order by id desc limit 1) as earlier
            where d.id = @DocumentId and not @isWritten;
            update docextract.attempts attempts set finished_at = now(), outcome = d.status
            from docextract.documents d
            where d.id = @DocumentId and attempts.document_id = d.id and attempts.attempt = @Attempt
            """,
            new { claim.DocumentId, claim.Attempt, isWritten }, transaction, cancellationToken: cancellationToken));
}
