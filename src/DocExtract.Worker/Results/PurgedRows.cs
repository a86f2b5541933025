namespace DocExtract.Worker.Results;

/// <summary>Empties rows of documents: removes everything that came from their content.</summary>
internal static class PurgedRows
{
    /// <summary>
    /// Takes <c>files</c>, whose rows are locked, and <c>blobs</c>, whether their blobs are gone. Calls to models stay as numbers, so that what
    /// was spent on a day remains known. Without its blob a file needs no address any more.
    /// </summary>
    public const string Empty =
        """
        create temporary table purged on commit drop as
            select id from docextract.documents where id = any(@files) or parent_id = any(@files);

        delete from docextract.model_answers
        where question_sha256 in (select question_sha256 from docextract.model_calls where document_id in (select id from purged));
        update docextract.model_calls set error = null, question_sha256 = null where document_id in (select id from purged);

        delete from docextract.fields where document_id in (select id from purged);
        delete from docextract.line_items where document_id in (select id from purged);
        delete from docextract.findings where document_id in (select id from purged);
        delete from docextract.corrections where document_id in (select id from purged);
        delete from docextract.corrected_documents where document_id in (select id from purged);
        delete from docextract.document_prints where document_id in (select id from purged);
        delete from docextract.document_links where from_id in (select id from purged) or to_id in (select id from purged);
        delete from docextract.earlier_results where file_id in (select id from purged);
        delete from docextract.reprocessings where document_id in (select id from purged);
        delete from docextract.attempts where document_id in (select id from purged);
        delete from docextract.batch_documents where document_id in (select id from purged);
        delete from docextract.outbox where document_id in (select id from purged);

        update docextract.documents
        set data = case when status in ('accepted', 'needs_review') then '{}'::jsonb end,
            seller_name = null, invoice_number = null, document_date = null, currency = null, total = null, rejection_message = null,
            verdict_reasons = array['Purged on request; of its content nothing is kept.'], purged_at = coalesce(purged_at, now()),
            source_uri = case when @blobs then 'purged:' || coalesce(parent_id, id)::text else source_uri end,
            file_name = case when @blobs then 'purged' else file_name end,
            file_deleted_at = case when @blobs then now() end
        where id in (select id from purged);
        """;
}
