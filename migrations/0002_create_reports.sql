-- What people look at: stable names and columns, whatever the tables behind them become.

create schema if not exists report;

create view report.summary as
select coalesce(document_type, '(unknown)') as document_type,
       coalesce(reader, '-') as reader,
       count(*) as documents,
       count(*) filter (where status = 'accepted') as accepted,
       count(*) filter (where status = 'needs_review') as needs_review,
       count(*) filter (where status = 'rejected') as rejected,
       count(*) filter (where status in ('queued', 'processing')) as in_progress,
       round(avg(duration_ms) / 1000.0, 2) as mean_seconds
from docextract.documents
group by 1, 2
order by 3 desc, 1, 2;

comment on view report.summary is 'Documents by type, reader and status.';

create view report.failures as
select id, file_name, rejection_code as code, rejection_message as message, attempt as attempts, finished_at, source_uri
from docextract.documents
where status = 'rejected'
order by finished_at desc, id desc;

comment on view report.failures is 'Documents that cannot be read, newest first, with the reason as a sentence.';

create view report.review as
select id, file_name, document_type, seller_name, invoice_number, document_date, currency, total,
       verdict_reasons[1] as reason, cardinality(verdict_reasons) as reasons, finished_at, source_uri
from docextract.documents
where status = 'needs_review'
order by total desc nulls last, finished_at, id;

comment on view report.review is 'Documents a person must look at, largest amount first.';
