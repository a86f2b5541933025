create temporary table drawn on commit drop as select * from pg_temp.drawn(@low, @high, @documents);
analyze drawn;

insert into docextract.documents (id, parent_id, part, first_page, last_page, source_uri, etag, file_name, content_sha256, kind, page_count, requested_type,
    document_type, schema_version, status, verdict_reasons, rejection_code, rejection_message, data, seller_name, invoice_number, document_date,
    currency, total, reader, attempt, lease_until, queued_at, started_at, finished_at, duration_ms, model_cost, confidence)
overriding system value
select id, parent_id, part, part, part, 'https://account.blob.core.windows.net/inbox/' || coalesce(parent_id, id) || '.pdf', '0x1',
       'document-' || coalesce(parent_id, id) || '.pdf', encode(sha256(coalesce(parent_id, id)::text::bytea), 'hex'), 'pdf', 1 + floor(4 * pg_temp.draw(id, 7) ^ 3)::integer,
       case when pg_temp.draw(id, 8) < 0.3 then 'invoice' end,
       case when status in ('accepted', 'needs_review') then document_type end, case when status in ('accepted', 'needs_review') then '0123456789ab' end, status,
       case status when 'needs_review' then array['The sum does not hold.', 'The seller is not on the page.'] when 'rejected' then array['The file cannot be read.'] else '{}' end,
       case when status = 'rejected' then (array['encrypted', 'corrupt', 'unsupported', 'failed'])[1 + floor(4 * pg_temp.draw(id, 9))] end,
       case when status = 'rejected' then 'The file cannot be read.' end,
       case when status in ('accepted', 'needs_review') then jsonb_build_object('invoice_number', 'N-' || id, 'invoice_date', finished_at::date, 'currency', 'EUR',
           'total', total, 'iban', 'DE' || lpad(seller::text, 20, '0'), 'seller', jsonb_build_object('name', 'Seller ' || seller, 'vat_id', 'DE' || lpad(seller::text, 9, '0'))) end,
       case when status in ('accepted', 'needs_review') then 'Seller ' || seller end, case when status in ('accepted', 'needs_review') then 'N-' || id end,
       case when status in ('accepted', 'needs_review') then finished_at::date end, case when status in ('accepted', 'needs_review') then 'EUR' end,
       case when status in ('accepted', 'needs_review') then total end, case when status in ('accepted', 'needs_review') then reader end,
       case status when 'queued' then 0 else 1 end, case status when 'processing' then finished_at + interval '1 minute' end,
       finished_at - interval '1 minute' * pg_temp.draw(id, 10), case when status <> 'queued' then finished_at - interval '5 seconds' end,
       case when status not in ('queued', 'processing') then finished_at end, case when status not in ('queued', 'processing') then (300 + 20000 * pg_temp.draw(id, 11) ^ 4)::integer end,
       case when reader = 'vision' and parent_id is null then 0.004 else 0 end, case when status in ('accepted', 'needs_review') then pg_temp.draw(id, 12) end
from drawn;

insert into docextract.fields (document_id, field, value, amount, page, box, text, source, support, confidence)
select id, field, case when amount is null then value else amount::text end, amount, 1, array[0.1, 0.1, 0.2, 0.12],
       coalesce(amount::text, value), 'text-layer', case when pg_temp.draw(id, 13) < 0.97 then 1 else 0 end, pg_temp.draw(id, 14)
from drawn cross join lateral (values
    ('/seller/name', 'Seller ' || seller, null), ('/invoice_number', 'N-' || id, null), ('/invoice_date', finished_at::date::text, null),
    ('/currency', 'EUR', null), ('/total', '', total), ('/subtotal', '', round(total / 1.2, 2)), ('/tax_total', '', total - round(total / 1.2, 2)),
    ('/iban', 'DE' || lpad(seller::text, 20, '0'), null), ('/lines/0/description', 'Goods', null), ('/lines/0/amount', '', round(total / 2.4, 2)),
    ('/lines/1/amount', '', round(total / 1.2, 2) - round(total / 2.4, 2))) as field (field, value, amount)
where status in ('accepted', 'needs_review');

insert into docextract.line_items (document_id, line, description, amount)
select id, line, 'Goods', round(total / 2.4, 2) from drawn cross join generate_series(1, 2) as line where status in ('accepted', 'needs_review');

insert into docextract.findings (document_id, ordinal, field, rule, severity, message, proposed_value, proposed_page, proposed_box, proposed_text, proposed_source)
select id, ordinal, field, rule, severity, 'What the rule says of it.', proposed, case when proposed is not null then 1 end,
       case when proposed is not null then array[0.1, 0.1, 0.2, 0.12] end, proposed::text, case when proposed is not null then 'text-layer' end
from drawn cross join lateral (values
    (1, '/total', (array['sum', 'tax-sum', 'line-sum', 'total-rows'])[1 + floor(4 * pg_temp.draw(id, 15))], 'error', status = 'needs_review', case when pg_temp.draw(id, 16) < 0.1 then total + 10 end),
    (2, '/seller/name', (array['not-on-page', 'identifier', 'looks-differ'])[1 + floor(3 * pg_temp.draw(id, 17))], 'error', status = 'needs_review', null),
    (3, '/invoice_date', 'ambiguous-date', 'warning', pg_temp.draw(id, 18) < 0.2, null),
    (4, '', 'account-first', 'warning', pg_temp.draw(id, 19) < 0.01, null),
    (5, '/iban', 'account-changed', 'error', status = 'needs_review' and pg_temp.draw(id, 20) < 0.03, null),
    (6, '', 'inferred', 'info', pg_temp.draw(id, 21) < 0.2, null)) as finding (ordinal, field, rule, severity, holds, proposed)
where holds and status in ('accepted', 'needs_review');

insert into docextract.attempts (document_id, attempt, worker, started_at, finished_at, outcome)
select id, 1, 'worker/1', finished_at - interval '5 seconds', case when status <> 'processing' then finished_at end, case when status <> 'processing' then status end
from drawn where parent_id is null and status <> 'queued';

insert into docextract.model_calls (document_id, attempt, called_at, endpoint, model, duration_ms, prompt_sha256, state, purpose, question_sha256,
    predicted_input_tokens, input_tokens, cached_input_tokens, output_tokens, reserved_cost, cost, budget_day)
select id, 1, finished_at, 'https://models.example/v1', case when pg_temp.draw(id, 22) < 0.8 then 'small-model' else 'large-model' end, 1200, repeat('0', 64),
       case when status = 'processing' then 'reserved' else 'spent' end, 'read', encode(sha256((id || '/' || call)::bytea), 'hex'),
       2100, 2000, 500, 400, 0.01, case when status <> 'processing' then 0.004 end, (finished_at at time zone 'utc')::date
from drawn cross join generate_series(1, 2) as call
where parent_id is null and status <> 'queued' and reader = 'vision' and (call = 1 or pg_temp.draw(id, 23) < 0.2);

insert into docextract.corrections (document_id, field, old_value, new_value, corrected_by, corrected_at, schema_version)
select id, '/total', to_jsonb(total), to_jsonb(case when pg_temp.draw(id, 24) < 0.5 then total else total + 10 end), 'ada', finished_at + interval '1 day', '0123456789ab'
from drawn where status = 'needs_review' and pg_temp.draw(id, 25) < 0.05;

insert into docextract.document_links (from_id, to_id, kind, note, created_at)
select id, id - 50, 'invoice', 'The same invoice as the document before it.', finished_at
from drawn where status = 'needs_review' and id > 50 and pg_temp.draw(id, 26) < 0.15;

insert into docextract.earlier_results (file_id, document_id, part, attempt, status, document_type, schema_version, reader, model_cost, verdict_reasons, data,
    fields, findings, links, copies, finished_at, replaced_at)
select coalesce(parent_id, id), id, part, 1, 'needs_review', document_type, '0123456789aa', reader, 0, array['The sum does not hold.'], jsonb_build_object('total', total + 10),
       '[]', '[]', '[]', '{}', finished_at - interval '1 hour', finished_at
from drawn where status = 'accepted' and pg_temp.draw(id, 27) < 0.05;

insert into docextract.reprocessings (document_id, attempt, fields, taken, kept, was_version, schema_version, reprocessed_at)
select id, 2, array['/payment_terms'], array['/payment_terms'], '{}', '0123456789aa', '0123456789ab', finished_at
from drawn where status = 'accepted' and pg_temp.draw(id, 28) < 0.05;

-- The queue has taken all that was announced, the webhook not everything.
delete from docextract.outbox where document_id between @low and @high and (destination = 'queue' or pg_temp.draw(document_id, 29) >= 0.02);
update docextract.outbox set tries = 3, first_tried_at = finished_at, error = 'The webhook answered 503.', failed_at = case when pg_temp.draw(document_id, 30) < 0.5 then finished_at + interval '1 day' end
where document_id between @low and @high;
