-- A file may hold several documents. The file keeps its row, in the status 'split'; each document in it is a row of its own
-- with the file as its parent. Whoever looks for documents leaves out the status 'split'.

alter table docextract.documents
    add column parent_id  bigint references docextract.documents on delete cascade,
    add column part       integer,
    add column first_page integer,
    add column last_page  integer,
    add column box        double precision[] check (array_length(box, 1) = 4);

comment on column docextract.documents.parent_id is 'The file that this document is a part of; null for files.';
comment on column docextract.documents.part is 'Number within the file, from 1.';
comment on column docextract.documents.first_page is 'First page of the file that belongs to this part.';
comment on column docextract.documents.last_page is 'Last page of the file that belongs to this part.';
comment on column docextract.documents.box is 'Place on its one page (x0, y0, x1, y1 in fractions), where it shares the page with other parts.';

alter table docextract.documents
    add column shown_name text generated always as (
        case when part is null then file_name
             else file_name || ' p. ' || first_page::text
                  || case when last_page > first_page then '-' || last_page::text else '' end
                  || case when box is not null then ', part ' || part::text else '' end
        end) stored;

comment on column docextract.documents.shown_name is 'The file''s name; of a part also its pages: what people are shown.';

-- Parts share the address and version of their file. Workers of an earlier version cannot claim between this and their end;
-- their messages come back.
alter table docextract.documents drop constraint documents_source_uri_etag_key;
alter table docextract.documents add constraint documents_source_uri_etag_part_key unique nulls not distinct (source_uri, etag, part);

alter table docextract.documents drop constraint documents_status_check;
alter table docextract.documents add constraint documents_status_check
    check (status in ('queued', 'processing', 'accepted', 'needs_review', 'rejected', 'split'));

do $$
declare
    finished text;
begin
    select conname into strict finished from pg_constraint
    where conrelid = 'docextract.documents'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%finished_at%';
    execute format('alter table docextract.documents drop constraint %I', finished);
end $$;

alter table docextract.documents
    add constraint documents_finished_check check ((status in ('accepted', 'needs_review', 'rejected', 'split')) = (finished_at is not null)),
    add constraint documents_part_check check (
        (parent_id is null) = (part is null) and (part is null) = (first_page is null) and (part is null) = (last_page is null)
        and coalesce(part >= 1 and first_page between 1 and last_page, true)),
    add constraint documents_part_status_check check (parent_id is null or status in ('accepted', 'needs_review', 'rejected'));

create unique index documents_parent_part on docextract.documents (parent_id, part);

create or replace view report.summary as
select coalesce(document_type, '(unknown)') as document_type,
       coalesce(reader, '-') as reader,
       count(*) as documents,
       count(*) filter (where status = 'accepted') as accepted,
       count(*) filter (where status = 'needs_review') as needs_review,
       count(*) filter (where status = 'rejected') as rejected,
       count(*) filter (where status in ('queued', 'processing')) as in_progress,
       round(avg(duration_ms) / 1000.0, 2) as mean_seconds
from docextract.documents
where status <> 'split'
group by 1, 2
order by 3 desc, 1, 2;

create or replace view report.failures as
select id, shown_name as file_name, rejection_code as code, rejection_message as message, attempt as attempts, finished_at, source_uri
from docextract.documents
where status = 'rejected'
order by finished_at desc, id desc;

create or replace view report.review as
select id, shown_name as file_name, document_type, seller_name, invoice_number, document_date, currency, total,
       verdict_reasons[1] as reason, cardinality(verdict_reasons) as reasons, finished_at, source_uri
from docextract.documents
where status = 'needs_review'
order by total desc nulls last, finished_at, id;
