-- What is old is emptied, not forgotten: the row stays in its final status, so that its message or its blob is not read and paid for once more,
-- and a copy that comes later is still told as one. Workers of the version before see a document without values.

alter table docextract.documents
    add column purged_at       timestamptz,
    add column file_deleted_at timestamptz;

comment on column docextract.documents.purged_at is 'When everything that came from its content was removed; what stays is its address, version, hash, status and numbers.';
comment on column docextract.documents.file_deleted_at is 'When purge deleted its blob; then its address and name are removed too.';

create index documents_finished on docextract.documents (finished_at) where parent_id is null and finished_at is not null;

create or replace view docextract.current_documents as
select documents.id, coalesce(documents.parent_id, documents.id) as file_id, documents.parent_id, documents.part, documents.shown_name, documents.source_uri,
       documents.etag, documents.content_sha256, documents.status, documents.document_type, documents.schema_version, documents.read_again,
       coalesce(corrected.data, documents.data) as data, corrected.data is not null as is_corrected, documents.finished_at
from docextract.documents documents
left join docextract.corrected_documents corrected on corrected.document_id = documents.id
where documents.status in ('accepted', 'needs_review') and documents.purged_at is null;

create or replace view report.failures as
select id, shown_name as file_name, rejection_code as code, rejection_message as message, attempt as attempts, finished_at, source_uri,
       case when parent_id is null then (select count(*) from docextract.model_calls where document_id = documents.id) end as model_calls,
       case when parent_id is null then model_cost end as model_cost
from docextract.documents
where status = 'rejected' and purged_at is null
order by finished_at desc, id desc;

create or replace view report.review as
select id, shown_name as file_name, document_type, seller_name, invoice_number, document_date, currency, total,
       verdict_reasons[1] as reason, cardinality(verdict_reasons) as reasons, finished_at, source_uri,
       case when parent_id is null then (select count(*) from docextract.model_calls where document_id = documents.id) end as model_calls,
       case when parent_id is null then model_cost end as model_cost,
       (select string_agg(distinct corrected_by, ', ' order by corrected_by) from docextract.corrections where document_id = documents.id) as corrected_by,
       (select max(corrected_at) from docextract.corrections where document_id = documents.id) as corrected_at
from docextract.documents
where status = 'needs_review' and purged_at is null
order by total desc nulls last, finished_at, id;
