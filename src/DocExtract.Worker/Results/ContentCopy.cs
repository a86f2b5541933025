namespace DocExtract.Worker.Results;

/// <summary>Gives a claimed document the stored result of another with the same content, with its parts, under review.</summary>
internal static class ContentCopy
{
    /// <summary>Takes <c>DocumentId</c>, <c>Attempt</c> and <c>earlier</c>; the claim is known to hold.</summary>
    public const string Sql =
        """
        create temporary table copied (to_id bigint, from_id bigint, note text) on commit drop;

        update docextract.documents mine
        set status = case earlier.status when 'split' then 'split' else 'needs_review' end, kind = earlier.kind, page_count = earlier.page_count,
            document_type = earlier.document_type, schema_version = earlier.schema_version, reader = earlier.reader, data = earlier.data,
            seller_name = earlier.seller_name, invoice_number = earlier.invoice_number, document_date = earlier.document_date,
            currency = earlier.currency, total = earlier.total, confidence = earlier.confidence,
            verdict_reasons = earlier.verdict_reasons, lease_until = null, finished_at = now(),
            duration_ms = (extract(epoch from clock_timestamp() - mine.started_at) * 1000)::int
        from docextract.documents earlier
        where mine.id = @DocumentId and earlier.id = @earlier;

        insert into copied (to_id, from_id) select @DocumentId, @earlier;

        with parts as (
            insert into docextract.documents (parent_id, part, first_page, last_page, box, source_uri, etag, file_name, requested_type,
                attempt, queued_at, started_at, finished_at, duration_ms, status, content_sha256, kind, page_count, document_type, schema_version,
                reader, data, verdict_reasons, rejection_code, rejection_message, seller_name, invoice_number, document_date, currency, total, confidence)
            select mine.id, part.part, part.first_page, part.last_page, part.box, mine.source_uri, mine.etag, mine.file_name, mine.requested_type,
                mine.attempt, mine.queued_at, mine.started_at, now(), 0, case part.status when 'accepted' then 'needs_review' else part.status end,
                part.content_sha256, part.kind, part.page_count, part.document_type, part.schema_version,
                part.reader, part.data, part.verdict_reasons, part.rejection_code, part.rejection_message, part.seller_name, part.invoice_number,
                part.document_date, part.currency, part.total, part.confidence
            from docextract.documents mine join docextract.documents part on part.parent_id = @earlier
            where mine.id = @DocumentId
            returning id, part)
        insert into copied (to_id, from_id)
        select parts.id, part.id from parts join docextract.documents part on part.parent_id = @earlier and part.part = parts.part;

        update copied
        set note = format('The same file as document %s (%s, %s), byte by byte; its result was taken over and no model asked. Pay only one.',
            earlier.id, earlier.shown_name, case earlier.status when 'accepted' then 'accepted' else 'under review' end)
        from docextract.documents earlier where earlier.id = copied.from_id and earlier.status in ('accepted', 'needs_review');

        insert into docextract.fields (document_id, field, value, amount, page, box, text, source, support, confidence)
        select to_id, field, value, amount, page, box, text, source, support, confidence
        from copied join docextract.fields on document_id = from_id;

        insert into docextract.line_items (document_id, line, item_number, description, quantity, unit, unit_price, discount, tax_rate, amount)
        select to_id, line, item_number, description, quantity, unit, unit_price, discount, tax_rate, amount
        from copied join docextract.line_items on document_id = from_id;

        insert into docextract.findings (document_id, ordinal, field, rule, severity, message,
            proposed_value, proposed_page, proposed_box, proposed_text, proposed_source)
        select to_id, ordinal + 1, field, rule, severity, message, proposed_value, proposed_page, proposed_box, proposed_text, proposed_source
        from copied join docextract.findings on document_id = from_id;

        insert into docextract.findings (document_id, ordinal, field, rule, severity, message)
        select to_id, 1, '', 'duplicate', 'error', note from copied where note is not null;

        update docextract.documents set verdict_reasons = array_prepend(copied.note, verdict_reasons)
        from copied where documents.id = copied.to_id and copied.note is not null;

        insert into docextract.document_prints (document_id, words, pages)
        select to_id, words, pages from copied join docextract.document_prints on document_id = from_id;

        insert into docextract.document_links (from_id, to_id, kind, note)
        select to_id, from_id, 'content', note from copied where note is not null;

        update docextract.attempts set finished_at = now(), outcome = 'copied' where document_id = @DocumentId and attempt = @Attempt;
        """;
}
