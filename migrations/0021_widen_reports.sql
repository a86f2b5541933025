-- contract: since 0.1.0, no worker reads reports, only "docextract report" of the same version. Their names are those of docs/reports.md
-- from here on: review is review_queue, spend is model_costs.
drop view report.summary, report.failures, report.review, report.repairs, report.payment_alarms, report.duplicates, report.spend;

-- First pages come in the order of an index, newest or largest first.
create index documents_review on docextract.documents (total desc nulls last, finished_at, id) where status = 'needs_review';
create index documents_waiting on docextract.documents (queued_at, id) where status in ('queued', 'processing');
create index documents_slow on docextract.documents (duration_ms desc, id) where parent_id is null and duration_ms is not null;
create index documents_newest on docextract.documents (finished_at desc, id desc) where finished_at is not null;
create index documents_rejected on docextract.documents (finished_at desc, id desc) where status = 'rejected';
create index document_links_created on docextract.document_links (created_at desc, from_id desc);
create index findings_alarms on docextract.findings (document_id desc, ordinal)
    where rule in ('account-changed', 'account-first', 'account-country', 'amount-unusual');
create index findings_proposed on docextract.findings (document_id desc, ordinal) where proposed_value is not null;
create index model_calls_reserved on docextract.model_calls (document_id) where state = 'reserved';

create view report.summary as
select (hour at time zone 'utc')::date as day, document_type, reader,
       sum(accepted + needs_review + rejected + open)::bigint as documents,
       sum(accepted)::bigint as accepted, sum(needs_review)::bigint as needs_review, sum(rejected)::bigint as rejected,
       sum(open)::bigint as in_progress, sum(split)::bigint as split_files,
       round(100.0 * sum(accepted) / nullif(sum(accepted + needs_review + rejected), 0), 1) as accepted_percent,
       round(sum(read_ms) / nullif(sum(timed), 0) / 1000.0, 2) as mean_seconds,
       sum(model_cost) as model_cost
from docextract.document_counts
group by 1, 2, 3
having sum(accepted) <> 0 or sum(needs_review) <> 0 or sum(rejected) <> 0 or sum(open) <> 0 or sum(split) <> 0
order by 1 desc, 4 desc, 2, 3;

create view report.failures as
select id, shown_name as file_name, coalesce(document_type, requested_type) as document_type, rejection_code as code, rejection_message as message,
       case rejection_code
           when 'encrypted' then 'Ask the sender for a copy without a password, and drop that.'
           when 'corrupt' then 'Open the file. If it opens, print it to a new PDF and drop that; otherwise ask the sender for it again.'
           when 'unsupported' then 'Convert it to PDF, an image or e-invoice XML, and drop that.'
           when 'too_large' then 'Drop a smaller copy, or raise Extraction__Limits and drop it again.'
           when 'too_many_pages' then 'Split it into files of fewer pages, or raise Extraction__Limits__MaxPages and drop it again.'
           when 'empty' then 'Nothing arrived but a name: send it again.'
           when 'gone' then 'It was deleted or replaced before it was read. Drop it again if it is still wanted.'
           when 'failed' then format('Mend what the message names, then: docextract retry %s', id)
           when 'crashed' then format('Its workers died of it. Look at the file before you try again: docextract retry %s', id)
           else 'Do what the message says, and drop it again.'
       end as what_to_do,
       rejection_code in ('failed', 'crashed') as in_poison_queue,
       attempt as attempts, finished_at, source_uri,
       case when parent_id is null then (select count(*) from docextract.model_calls where document_id = documents.id) end as model_calls,
       case when parent_id is null then model_cost end as model_cost
from docextract.documents
where status = 'rejected' and purged_at is null
order by finished_at desc, id desc;

create view report.review_queue as
select id, shown_name as file_name, document_type, seller_name, invoice_number, document_date, currency, total,
       array_to_string(verdict_reasons, ' | ') as reasons,
       (select string_agg(format('%s: %s', doubt.field, case
                   when read.value is null then 'nothing was read'
                   when read.text is null then format('%s, seen nowhere', read.value)
                   else format('%s, printed "%s" on page %s', read.value, read.text, read.page) end), ' | ' order by doubt.ordinal)
        from (select field, min(ordinal) as ordinal from docextract.findings
              where document_id = documents.id and severity = 'error' and field <> '' group by field order by 2 limit 20) as doubt
        left join docextract.fields read on read.document_id = documents.id and read.field = doubt.field) as doubts,
       round(confidence::numeric, 3) as confidence, finished_at,
       round((extract(epoch from now() - finished_at) / 86400)::numeric, 1) as waiting_days,
       case when parent_id is null then (select count(*) from docextract.model_calls where document_id = documents.id) end as model_calls,
       case when parent_id is null then model_cost end as model_cost,
       (select string_agg(distinct corrected_by, ', ' order by corrected_by) from docextract.corrections where document_id = documents.id) as corrected_by,
       (select max(corrected_at) from docextract.corrections where document_id = documents.id) as corrected_at,
       source_uri
from docextract.documents
where status = 'needs_review' and purged_at is null
order by total desc nulls last, finished_at, id;

create view report.check_failures as
select month, rule, severity, min(seller) as seller, sum(documents)::bigint as documents, sum(findings)::bigint as findings
from docextract.finding_counts
where severity <> 'info'
group by month, rule, severity, seller_key
having sum(documents) <> 0 or sum(findings) <> 0
order by month desc, 5 desc, rule, 4;

create view report.repairs as
select documents.id, documents.shown_name as file_name, findings.field, fields.value as read, findings.proposed_value as proposed,
       findings.proposed_page as page, findings.proposed_text as printed_as, findings.message, documents.finished_at, documents.source_uri
from docextract.findings
join docextract.documents on documents.id = findings.document_id
left join docextract.fields on fields.document_id = findings.document_id and fields.field = findings.field
where findings.proposed_value is not null and documents.status = 'needs_review'
order by findings.document_id desc, findings.ordinal;

create view report.duplicates as
select later.id, later.shown_name as file_name, links.kind, earlier.id as earlier_id, earlier.shown_name as earlier_file_name, earlier.status as earlier_status,
       later.seller_name, later.invoice_number, later.document_date, later.currency, later.total, earlier.total as earlier_total,
       later.status, links.note, links.created_at as found_at
from docextract.document_links links
join docextract.documents later on later.id = links.from_id
join docextract.documents earlier on earlier.id = links.to_id
where later.status <> 'split'
order by links.created_at desc, links.from_id desc;

create view report.payment_alarms as
select documents.id, documents.shown_name as file_name, documents.seller_name, documents.invoice_number, documents.document_date, documents.currency, documents.total,
       documents.data ->> 'iban' as iban, findings.rule as alarm, findings.severity, findings.message, documents.status, documents.finished_at
from docextract.findings findings
join docextract.documents documents on documents.id = findings.document_id
where findings.rule in ('account-changed', 'account-first', 'account-country', 'amount-unusual')
order by findings.document_id desc, findings.ordinal;

create view report.slow as
select id, shown_name as file_name, coalesce(document_type, requested_type) as document_type, reader, status,
       round(duration_ms / 1000.0, 2) as seconds, page_count as pages, round(duration_ms / 1000.0 / nullif(page_count, 0), 2) as seconds_per_page,
       round(extract(epoch from finished_at - queued_at)::numeric, 1) as seconds_from_arrival, attempt as attempts,
       (select count(*) from docextract.model_calls where document_id = documents.id) as model_calls, finished_at, source_uri
from docextract.documents
where parent_id is null and duration_ms is not null
order by duration_ms desc, id;

create view report.stuck as
select id, shown_name as file_name, documents.status,
       case when documents.status = 'processing' then 'Its worker has not been heard of since its lease lapsed.'
            when held_until is not null then 'Its questions are with a batch whose answers are late.'
            when attempt = 0 then 'No worker has taken it up.'
            else 'It was given back and no worker has taken it up again.' end as why,
       case when documents.status = 'processing' then 'Another worker takes it up with its next message. If none does: are workers running? docextract sweep announces it again.'
            when held_until is not null then 'docextract batch status says how far the batch is.'
            else 'Are workers running, is the queue longer than they can work off, is its message still there? docextract sweep announces it again.' end as what_to_do,
       queued_at, round((extract(epoch from now() - coalesce(lease_until, held_until, last.finished_at, queued_at)) / 60)::numeric) as minutes,
       attempt as attempts, last.worker as last_worker, last.error as last_error, source_uri
from docextract.documents
left join lateral (
    select worker, error, finished_at from docextract.attempts where document_id = documents.id order by attempts.attempt desc limit 1) as last on true
where documents.status in ('queued', 'processing')
  and coalesce(lease_until, held_until, greatest(queued_at, last.finished_at) + interval '1 hour') < now()
order by queued_at, id;

create view report.model_costs as
select day, model, document_type, sum(calls)::bigint as calls, sum(open)::bigint as open, sum(failed)::bigint as failed, sum(uncertain)::bigint as uncertain,
       sum(cached)::bigint as cached, sum(input_tokens)::bigint as input_tokens, sum(cached_input_tokens)::bigint as cached_input_tokens,
       sum(output_tokens)::bigint as output_tokens, round(100.0 * sum(predicted_tokens) / nullif(sum(compared_tokens), 0), 1) as predicted_percent,
       case when sum(priced) > 0 then sum(cost) end as cost, sum(documents)::bigint as documents, sum(accepted)::bigint as accepted,
       case when sum(priced) > 0 then round(sum(cost) / nullif(sum(accepted), 0), 6) end as cost_per_accepted
from (
    select day, model, document_type, calls - cached as calls, 0 as open, failed, uncertain, cached, input_tokens, cached_input_tokens, output_tokens,
           predicted_tokens, compared_tokens, priced, cost, documents, accepted
    from docextract.call_counts
    union all
    select coalesce(calls.budget_day, (calls.called_at at time zone 'utc')::date), calls.model,
           docextract.shown_type(documents.status, documents.document_type, documents.requested_type),
           1, case booked.state when 'reserved' then 1 else 0 end, 0, case booked.state when 'uncertain' then 1 else 0 end, 0, 0, 0, 0, 0, 0,
           1, calls.reserved_cost, 0, 0
    from docextract.model_calls calls
    join docextract.booked_calls booked on booked.id = calls.id
    join docextract.documents documents on documents.id = calls.document_id
    where calls.state = 'reserved') as call
group by day, model, document_type
having (sum(calls), sum(open), sum(cached)) <> (0, 0, 0)
order by day desc, model, document_type;

create view report.budget as
select days.day, days.cost, coalesce(open.cost, 0) as set_aside, days.cost - coalesce(open.cost, 0) as spent, coalesce(settled.calls, 0) as calls,
       coalesce(settled.documents, 0) as documents, round((days.cost - coalesce(open.cost, 0)) / nullif(settled.documents, 0), 6) as cost_per_document
from docextract.model_days days
left join (select day, sum(calls - cached)::bigint as calls, sum(documents)::bigint as documents from docextract.call_counts group by day) as settled
    on settled.day = days.day
left join (select budget_day as day, sum(reserved_cost) as cost from docextract.model_calls where state = 'reserved' group by budget_day) as open
    on open.day = days.day
order by days.day desc;

create view report.seller_quality as
select min(seller) as seller, sum(accepted + needs_review + rejected)::bigint as documents, sum(accepted)::bigint as accepted,
       sum(needs_review)::bigint as needs_review, sum(rejected)::bigint as rejected,
       round(100.0 * sum(accepted) / nullif(sum(accepted + needs_review + rejected), 0), 1) as accepted_percent
from docextract.seller_counts
group by seller_key
having sum(accepted) <> 0 or sum(needs_review) <> 0 or sum(rejected) <> 0
order by 2 desc, 1;

create view report.field_quality as
select counts.document_type, counts.field, coalesce(read.documents, 0) as documents, counts.found,
       case when counts.field not like '%/*%' then round(100.0 * counts.found / nullif(read.documents, 0), 1) end as found_percent,
       round(100.0 * counts.on_page / nullif(counts.found, 0), 1) as on_page_percent,
       round((counts.confidence / nullif(counts.weighed, 0))::numeric, 3) as mean_confidence, counts.corrected, counts.confirmed
from (
    select document_type, field, sum(found)::bigint as found, sum(on_page)::bigint as on_page, sum(weighed)::bigint as weighed,
           sum(confidence) as confidence, sum(corrected)::bigint as corrected, sum(confirmed)::bigint as confirmed
    from docextract.field_counts group by document_type, field) as counts
left join (
    select document_type, sum(accepted + needs_review)::bigint as documents from docextract.document_counts group by document_type) as read
    on read.document_type = counts.document_type
where counts.found <> 0 or counts.corrected <> 0 or counts.confirmed <> 0
order by counts.document_type, counts.corrected desc, counts.field;

create view report.throughput as
select hour, sum(arrived)::bigint as arrived, sum(accepted + needs_review + rejected)::bigint as finished, sum(accepted)::bigint as accepted,
       sum(needs_review)::bigint as needs_review, sum(rejected)::bigint as rejected, sum(pages)::bigint as pages,
       round(sum(read_ms) / nullif(sum(timed), 0) / 1000.0, 2) as mean_seconds,
       round(sum(waited_ms) / nullif(sum(timed), 0) / 1000.0, 1) as mean_seconds_from_arrival
from docextract.document_counts
group by hour
having sum(arrived) <> 0 or sum(accepted) <> 0 or sum(needs_review) <> 0 or sum(rejected) <> 0
order by hour desc;

create view report.reader_share as
select (hour at time zone 'utc')::date as day, document_type, sum(accepted + needs_review + rejected)::bigint as documents, sum(accepted)::bigint as accepted,
       coalesce(sum(accepted) filter (where reader = 'e-invoice'), 0)::bigint as by_e_invoice,
       coalesce(sum(accepted) filter (where reader = 'offline'), 0)::bigint as by_offline,
       coalesce(sum(accepted) filter (where reader = 'vision'), 0)::bigint as by_vision,
       round(100.0 * coalesce(sum(accepted) filter (where reader <> 'vision'), 0) / nullif(sum(accepted), 0), 1) as without_model_percent
from docextract.document_counts
group by 1, 2
having sum(accepted) <> 0 or sum(needs_review) <> 0 or sum(rejected) <> 0
order by 1 desc, 3 desc, 2;

comment on view report.summary is 'Documents by day, type and reader: accepted, under review, rejected, in progress.';
comment on view report.failures is 'Documents that cannot be read, newest first, with the reason and what to do; purged ones left out.';
comment on view report.review_queue is 'Documents that a person must look at, with what is in doubt and what is printed; largest amount first, then the oldest; purged ones left out.';
comment on view report.check_failures is 'Errors and warnings of the checks, by month, rule and seller.';
comment on view report.repairs is 'Amounts that do not agree, with the printed number that would make them agree: for a person to take or leave.';
comment on view report.duplicates is 'Documents that are related to one before them, newest first: the same again, re-issued, corrected, credited.';
comment on view report.payment_alarms is 'Accounts and amounts unlike what the seller''s accepted documents had, newest first.';
comment on view report.corrected is 'What people corrected or confirmed, newest first.';
comment on view report.slow is 'Files by how long they were read, slowest first.';
comment on view report.stuck is 'Documents that wait longer than they should, oldest first, with what may be wrong.';
comment on view report.model_costs is 'What models cost, by day (UTC), model and document type, and for each accepted document; newest first.';
comment on view report.calls is 'Every call to a model, newest first.';
comment on view report.budget is 'What each day (UTC) has spent and set aside on models: what a day''s budget is compared with.';
comment on view report.seller_quality is 'Sellers by number of documents, and how many of those were accepted.';
comment on view report.field_quality is 'Each field: how often it was found, seen on the page, corrected and confirmed.';
comment on view report.throughput is 'Each hour: what arrived, what was finished, and how long it took.';
comment on view report.reader_share is 'Accepted documents by day, type and reader: how much needed no model.';

-- "docextract report" finds the column of time by its comment.
do $$
declare
    described record;
begin
    for described in select * from (values
        ('summary', 'day', 'Day (UTC) it was finished; of what is in progress, queued. --since and --until compare it.'),
        ('summary', 'document_type', 'As told from the content or asked for; (several): files that hold several documents; (unknown).'),
        ('summary', 'reader', 'Whose reading was taken: e-invoice, offline, vision; - where nothing was read.'),
        ('summary', 'documents', 'Documents: accepted, needs_review, rejected and in_progress together. Of a file with several each counts, the file does not.'),
        ('summary', 'accepted', 'May be paid from.'),
        ('summary', 'needs_review', 'A person must look: review_queue.'),
        ('summary', 'rejected', 'Cannot be read: failures.'),
        ('summary', 'in_progress', 'Queued or being read.'),
        ('summary', 'split_files', 'Files that hold several documents, which are counted in their own rows.'),
        ('summary', 'accepted_percent', 'Accepted of those that are finished.'),
        ('summary', 'mean_seconds', 'Mean time of reading.'),
        ('summary', 'model_cost', 'What models cost for the finished, in the currency of the price table.'),
        ('failures', 'id', 'For docextract show and retry.'),
        ('failures', 'file_name', 'Name of the blob; of a part with its pages.'),
        ('failures', 'document_type', 'As told or asked for; empty where neither.'),
        ('failures', 'code', 'encrypted, corrupt, unsupported, too_large, too_many_pages, empty, gone; failed and crashed: it was tried too often.'),
        ('failures', 'message', 'The reason as a sentence.'),
        ('failures', 'what_to_do', 'The next step.'),
        ('failures', 'in_poison_queue', 'Whether its message was put into the poison queue as well.'),
        ('failures', 'attempts', 'How often it was tried.'),
        ('failures', 'finished_at', 'When it was given up. --since and --until compare it.'),
        ('failures', 'source_uri', 'Address of the blob.'),
        ('failures', 'model_calls', 'Calls to models for the file; empty for parts of a file.'),
        ('failures', 'model_cost', 'What they cost; empty for parts of a file.'),
        ('review_queue', 'id', 'For docextract show and correct.'),
        ('review_queue', 'file_name', 'Name of the blob; of a part with its pages.'),
        ('review_queue', 'document_type', 'As told from the content.'),
        ('review_queue', 'seller_name', 'As read.'),
        ('review_queue', 'invoice_number', 'Number of the invoice or receipt, as read.'),
        ('review_queue', 'document_date', 'Date of the invoice or receipt.'),
        ('review_queue', 'currency', 'ISO 4217.'),
        ('review_queue', 'total', 'With tax; rows are ordered by it, largest first.'),
        ('review_queue', 'reasons', 'Every error the checks found, separated by bars.'),
        ('review_queue', 'doubts', 'The fields in doubt with what was read and what is printed, separated by bars; 20 at most.'),
        ('review_queue', 'confidence', 'How likely all essential values are right, 0 to 1.'),
        ('review_queue', 'finished_at', 'When it was read. --since and --until compare it.'),
        ('review_queue', 'waiting_days', 'How long it has waited for a person.'),
        ('review_queue', 'model_calls', 'Calls to models for the file; empty for parts of a file.'),
        ('review_queue', 'model_cost', 'What they cost; empty for parts of a file.'),
        ('review_queue', 'corrected_by', 'Who corrected it so far; a correction does not take it off the queue.'),
        ('review_queue', 'corrected_at', 'When it was corrected last.'),
        ('review_queue', 'source_uri', 'Address of the blob.'),
        ('check_failures', 'month', 'First day of the month (UTC) in which the documents were finished. --since and --until compare it.'),
        ('check_failures', 'rule', 'Name of the rule, as in findings.'),
        ('check_failures', 'severity', 'error: a person must look; warning: told, but accepted.'),
        ('check_failures', 'seller', 'As read; spellings that differ only in case, marks or spaces are one. (unknown): none was read.'),
        ('check_failures', 'documents', 'Documents with at least one such finding.'),
        ('check_failures', 'findings', 'Findings.'),
        ('repairs', 'id', 'For docextract show and correct.'),
        ('repairs', 'file_name', 'Name of the blob; of a part with its pages.'),
        ('repairs', 'field', 'JSON Pointer of the amount.'),
        ('repairs', 'read', 'What was read.'),
        ('repairs', 'proposed', 'The printed number with which everything agrees.'),
        ('repairs', 'page', 'Where it is printed.'),
        ('repairs', 'printed_as', 'As it is printed.'),
        ('repairs', 'message', 'The finding as a sentence.'),
        ('repairs', 'finished_at', 'When it was read. --since and --until compare it.'),
        ('repairs', 'source_uri', 'Address of the blob.'),
        ('duplicates', 'id', 'The later document.'),
        ('duplicates', 'file_name', 'Its name.'),
        ('duplicates', 'kind', 'content: the same bytes; scan: the same pages; invoice: the same values; reissue, correction, credit, reference, reread.'),
        ('duplicates', 'earlier_id', 'The document before it.'),
        ('duplicates', 'earlier_file_name', 'Its name.'),
        ('duplicates', 'earlier_status', 'What became of that.'),
        ('duplicates', 'seller_name', 'Of the later document.'),
        ('duplicates', 'invoice_number', 'Of the later document.'),
        ('duplicates', 'document_date', 'Of the later document.'),
        ('duplicates', 'currency', 'Of the later document.'),
        ('duplicates', 'total', 'Of the later document.'),
        ('duplicates', 'earlier_total', 'Of the earlier document.'),
        ('duplicates', 'status', 'What became of the later document.'),
        ('duplicates', 'note', 'How they are related, as a sentence.'),
        ('duplicates', 'found_at', 'When it was noticed. --since and --until compare it.'),
        ('payment_alarms', 'id', 'For docextract show.'),
        ('payment_alarms', 'file_name', 'Name of the blob; of a part with its pages.'),
        ('payment_alarms', 'seller_name', 'As read.'),
        ('payment_alarms', 'invoice_number', 'As read.'),
        ('payment_alarms', 'document_date', 'Date of the invoice.'),
        ('payment_alarms', 'currency', 'ISO 4217.'),
        ('payment_alarms', 'total', 'With tax.'),
        ('payment_alarms', 'iban', 'The account that is to be paid to.'),
        ('payment_alarms', 'alarm', 'account-changed, account-first, account-country, amount-unusual.'),
        ('payment_alarms', 'severity', 'error: a person must look; warning: told.'),
        ('payment_alarms', 'message', 'The alarm as a sentence.'),
        ('payment_alarms', 'status', 'What became of the document.'),
        ('payment_alarms', 'finished_at', 'When it was read. --since and --until compare it.'),
        ('corrected', 'id', 'The document.'),
        ('corrected', 'file_name', 'Its name.'),
        ('corrected', 'field', 'JSON Pointer; rows count from 0.'),
        ('corrected', 'was', 'The value before.'),
        ('corrected', 'is', 'The value after; empty where a person says that none is printed.'),
        ('corrected', 'confirmed', 'Whether both are the same: a person has looked and agrees.'),
        ('corrected', 'corrected_by', 'Who says so.'),
        ('corrected', 'reason', 'Why.'),
        ('corrected', 'corrected_at', 'When. --since and --until compare it.'),
        ('corrected', 'status', 'Verdict on the document, which a correction does not change.'),
        ('retried', 'id', 'The document; for docextract show.'),
        ('retried', 'file_name', 'Name of the blob.'),
        ('retried', 'part', 'Number within the file, of a part.'),
        ('retried', 'was', 'What had become of it.'),
        ('retried', 'was_code', 'Why it had been rejected.'),
        ('retried', 'was_reader', 'Whose reading had been taken.'),
        ('retried', 'was_total', 'The total as it had been read.'),
        ('retried', 'status', 'What became of it now.'),
        ('retried', 'code', 'Why it is rejected now.'),
        ('retried', 'reader', 'Whose reading was taken now.'),
        ('retried', 'total', 'The total as it is read now.'),
        ('retried', 'was_finished_at', 'When the earlier result was stored.'),
        ('retried', 'replaced_at', 'When it was put aside. --since and --until compare it.'),
        ('slow', 'id', 'For docextract show.'),
        ('slow', 'file_name', 'Name of the blob.'),
        ('slow', 'document_type', 'As told or asked for.'),
        ('slow', 'reader', 'Whose reading was taken.'),
        ('slow', 'status', 'What became of it; split: it holds several documents.'),
        ('slow', 'seconds', 'How long the last attempt read.'),
        ('slow', 'pages', 'Pages of the file.'),
        ('slow', 'seconds_per_page', 'Seconds for each of them.'),
        ('slow', 'seconds_from_arrival', 'From its announcement to its result.'),
        ('slow', 'attempts', 'How often it was tried.'),
        ('slow', 'model_calls', 'Calls to models.'),
        ('slow', 'finished_at', 'When it was read. --since and --until compare it.'),
        ('slow', 'source_uri', 'Address of the blob.'),
        ('stuck', 'id', 'For docextract show.'),
        ('stuck', 'file_name', 'Name of the blob.'),
        ('stuck', 'status', 'queued or processing.'),
        ('stuck', 'why', 'What is known about it.'),
        ('stuck', 'what_to_do', 'Where to look.'),
        ('stuck', 'queued_at', 'When it was announced. --since and --until compare it.'),
        ('stuck', 'minutes', 'Since when nothing has happened.'),
        ('stuck', 'attempts', 'How often it was tried.'),
        ('stuck', 'last_worker', 'Who tried last: machine and process.'),
        ('stuck', 'last_error', 'What went wrong then.'),
        ('stuck', 'source_uri', 'Address of the blob.'),
        ('model_costs', 'day', 'Day (UTC) the call was booked. --since and --until compare it.'),
        ('model_costs', 'model', 'As it was asked for.'),
        ('model_costs', 'document_type', 'Of the document that it was asked about; (several): a file that holds several.'),
        ('model_costs', 'calls', 'Calls, open ones included, answers from the cache not.'),
        ('model_costs', 'open', 'Booked and not settled yet.'),
        ('model_costs', 'failed', 'Refused; cost nothing.'),
        ('model_costs', 'uncertain', 'Perhaps charged; counted in full.'),
        ('model_costs', 'cached', 'Answered from answers that were given before; cost nothing.'),
        ('model_costs', 'input_tokens', 'Tokens of questions, as the server counts.'),
        ('model_costs', 'cached_input_tokens', 'Of these from the server''s prompt cache.'),
        ('model_costs', 'output_tokens', 'Tokens of answers.'),
        ('model_costs', 'predicted_percent', 'Predicted in percent of the reported tokens of questions.'),
        ('model_costs', 'cost', 'In the currency of the price table; empty where no price was known.'),
        ('model_costs', 'documents', 'Files that it was asked about that day.'),
        ('model_costs', 'accepted', 'Accepted documents among them or in them.'),
        ('model_costs', 'cost_per_accepted', 'Cost divided by these.'),
        ('calls', 'called_at', 'When it was booked. --since and --until compare it.'),
        ('calls', 'file_name', 'The file that it was asked about.'),
        ('calls', 'attempt', 'In which attempt.'),
        ('calls', 'purpose', 'Why: read, repair and so on.'),
        ('calls', 'model', 'As it was asked for.'),
        ('calls', 'state', 'reserved, spent, failed, uncertain, cached.'),
        ('calls', 'predicted_input_tokens', 'Tokens of the question, as predicted.'),
        ('calls', 'input_tokens', 'As the server counts.'),
        ('calls', 'cached_input_tokens', 'Of these from its prompt cache.'),
        ('calls', 'output_tokens', 'Tokens of the answer.'),
        ('calls', 'cost', 'In the currency of the price table.'),
        ('calls', 'duration_ms', 'How long it took.'),
        ('calls', 'finish_reason', 'As the server says.'),
        ('calls', 'error', 'What went wrong.'),
        ('calls', 'document_id', 'For docextract show.'),
        ('calls', 'id', 'Number of the call.'),
        ('budget', 'day', 'Day (UTC). --since and --until compare it.'),
        ('budget', 'cost', 'Spent and set aside: what Vision__DayBudget is compared with.'),
        ('budget', 'set_aside', 'For calls that are not settled; what is left over is given back.'),
        ('budget', 'spent', 'Cost without what is set aside.'),
        ('budget', 'calls', 'Settled calls.'),
        ('budget', 'documents', 'Files that models were asked about; twice where two models were.'),
        ('budget', 'cost_per_document', 'Spent for each of them.'),
        ('seller_quality', 'seller', 'As read; spellings that differ only in case, marks or spaces are one. (unknown): none was read.'),
        ('seller_quality', 'documents', 'Finished documents.'),
        ('seller_quality', 'accepted', 'Of these accepted.'),
        ('seller_quality', 'needs_review', 'A person must look.'),
        ('seller_quality', 'rejected', 'Cannot be read.'),
        ('seller_quality', 'accepted_percent', 'Accepted of all.'),
        ('field_quality', 'document_type', 'Type of the documents.'),
        ('field_quality', 'field', 'JSON Pointer, rows of tables together: /lines/*/amount.'),
        ('field_quality', 'documents', 'Documents of this type with values.'),
        ('field_quality', 'found', 'Values that were read.'),
        ('field_quality', 'found_percent', 'Of the documents; empty for rows of tables.'),
        ('field_quality', 'on_page_percent', 'Of the values, how many were seen on the page.'),
        ('field_quality', 'mean_confidence', 'How likely they are right, 0 to 1, in the mean.'),
        ('field_quality', 'corrected', 'Corrected by a person.'),
        ('field_quality', 'confirmed', 'Looked at by a person and found right.'),
        ('undelivered', 'destination', 'queue or webhook.'),
        ('undelivered', 'id', 'The document that is announced; for docextract show.'),
        ('undelivered', 'file_name', 'Its name.'),
        ('undelivered', 'status', 'What became of it.'),
        ('undelivered', 'state', 'waiting: it is tried again; failed: it was given up.'),
        ('undelivered', 'tries', 'How often it was sent.'),
        ('undelivered', 'error', 'What went wrong the last time.'),
        ('undelivered', 'first_tried_at', 'When it was sent first.'),
        ('undelivered', 'failed_at', 'When it was given up.'),
        ('undelivered', 'next_try_at', 'When it is sent again.'),
        ('undelivered', 'finished_at', 'When the announced result was stored. --since and --until compare it.'),
        ('undelivered', 'event_id', 'Id of the announcement, the same each time it is sent.'),
        ('throughput', 'hour', 'Hour (UTC). --since and --until compare it.'),
        ('throughput', 'arrived', 'Files that were announced.'),
        ('throughput', 'finished', 'Documents that were finished.'),
        ('throughput', 'accepted', 'Of these accepted.'),
        ('throughput', 'needs_review', 'A person must look.'),
        ('throughput', 'rejected', 'Cannot be read.'),
        ('throughput', 'pages', 'Pages of the files that were finished.'),
        ('throughput', 'mean_seconds', 'Mean time of reading.'),
        ('throughput', 'mean_seconds_from_arrival', 'Mean time from announcement to result.'),
        ('reader_share', 'day', 'Day (UTC) they were finished. --since and --until compare it.'),
        ('reader_share', 'document_type', 'As told or asked for.'),
        ('reader_share', 'documents', 'Finished documents.'),
        ('reader_share', 'accepted', 'Of these accepted.'),
        ('reader_share', 'by_e_invoice', 'Accepted as the embedded XML says.'),
        ('reader_share', 'by_offline', 'Accepted as the offline reader read it.'),
        ('reader_share', 'by_vision', 'Accepted as a vision model read it.'),
        ('reader_share', 'without_model_percent', 'Of the accepted, how many are not a model''s reading.')
    ) as described (report, name, meaning) loop
        execute format('comment on column report.%I.%I is %L', described.report, described.name, described.meaning);
    end loop;
end
$$;
