-- A code that the report did not know yet: what computed for too long.
create or replace view report.failures as
select id, shown_name as file_name, coalesce(document_type, requested_type) as document_type, rejection_code as code, rejection_message as message,
       case rejection_code
           when 'encrypted' then 'Ask the sender for a copy without a password, and drop that.'
           when 'corrupt' then 'Open the file. If it opens, print it to a new PDF and drop that; otherwise ask the sender for it again.'
           when 'unsupported' then 'Convert it to PDF, an image or e-invoice XML, and drop that.'
           when 'too_large' then 'Drop a smaller copy, or raise Extraction__Limits and drop it again.'
           when 'too_many_pages' then 'Split it into files of fewer pages, or raise Extraction__Limits__MaxPages and drop it again.'
           when 'too_slow' then format('Do as the message says, then: docextract retry %s', id)
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

comment on column report.failures.code is 'encrypted, corrupt, unsupported, too_large, too_many_pages, too_slow, empty, gone; failed and crashed: it was tried too often.';
