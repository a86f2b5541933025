namespace DocExtract.Worker.Results;

/// <summary>Puts a finished file's result aside and lets the file wait to be read once more.</summary>
internal static class EarlierResults
{
    private const string Keep =
        """
        insert into docextract.earlier_results (file_id, document_id, part, first_page, last_page, attempt, status, document_type, schema_version, reader,
            confidence, model_cost, rejection_code, rejection_message, verdict_reasons, data, fields, findings, links, copies, finished_at)
        select @id, d.id, d.part, d.first_page, d.last_page, d.attempt, d.status, d.document_type, d.schema_version, d.reader,
            d.confidence, d.model_cost, d.rejection_code, d.rejection_message, d.verdict_reasons, d.data,
            coalesce((select jsonb_agg(to_jsonb(fields) - 'document_id' order by field) from docextract.fields where document_id = d.id), '[]'),
            coalesce((select jsonb_agg(to_jsonb(findings) - 'document_id' order by ordinal) from docextract.findings where document_id = d.id), '[]'),
            coalesce((select jsonb_agg(to_jsonb(links) - 'from_id' order by to_id) from docextract.document_links links where from_id = d.id), '[]'),
            case d.status when 'accepted' then array(select from_id from docextract.document_links where to_id = d.id order by from_id) else '{}' end,
            d.finished_at
        from docextract.documents d where d.id = @id or d.parent_id = @id
        order by d.part nulls first;

        update docextract.attempts set counts = false where document_id = @id;

        """;

    /// <summary>Takes <c>id</c>, a file whose rows are locked. Its attempts stay and do not count any more; its budget begins anew.</summary>
    public const string SetAside = Keep +
        """
        delete from docextract.documents where parent_id = @id;
        delete from docextract.fields where document_id = @id;
        delete from docextract.line_items where document_id = @id;
        delete from docextract.findings where document_id = @id;
        delete from docextract.document_prints where document_id = @id;
        delete from docextract.document_links where from_id = @id;

        update docextract.documents
        set status = 'queued', queued_at = now(), retried_at = now(), held_until = null, content_taken_at = null, model_cost = 0,
            started_at = null, finished_at = null, duration_ms = null, kind = null, page_count = null, document_type = null, schema_version = null,
            reader = null, data = null, verdict_reasons = '{}', rejection_code = null, rejection_message = null,
            seller_name = null, invoice_number = null, document_date = null, currency = null, total = null, confidence = null
        where id = @id;
        """;

    /// <summary>
    /// The same where only some <c>fields</c> of documents of a <c>type</c> are wanted: all that hangs on the documents stays where it is, and
    /// the documents in a file stay as they are until they are saved.
    /// </summary>
    public const string SetAsideForFields = Keep +
        """
        update docextract.documents
        set status = 'queued', queued_at = now(), retried_at = now(), held_until = null, content_taken_at = null, model_cost = 0,
            started_at = null, finished_at = null, data = null, verdict_reasons = '{}', reprocess_type = @type, reprocess_fields = @fields
        where id = @id;
        """;
}
