-- A document that is read once more keeps what was stored of it before. Workers of the version before read it as any other, except
-- that they take over the result of a copy where there is one.

alter table docextract.documents add column retried_at timestamptz;

comment on column docextract.documents.retried_at is 'When somebody last had it read once more: then its content is read whatever results copies of it have.';
comment on column docextract.documents.model_cost is
    'Spent and reserved on models in all attempts since it was announced or last read once more; of a file with several documents for all of them.';

create table docextract.earlier_results (
    id                bigint generated always as identity primary key,
    file_id           bigint      not null references docextract.documents on delete cascade,
    document_id       bigint      not null,
    part              integer,
    first_page        integer,
    last_page         integer,
    attempt           integer     not null,
    status            text        not null,
    document_type     text,
    schema_version    text,
    reader            text,
    confidence        double precision,
    model_cost        numeric     not null,
    rejection_code    text,
    rejection_message text,
    verdict_reasons   text[]      not null,
    data              jsonb,
    fields            jsonb       not null,
    findings          jsonb       not null,
    links             jsonb       not null,
    copies            bigint[]    not null,
    finished_at       timestamptz not null,
    replaced_at       timestamptz not null default now()
);

comment on table docextract.earlier_results is 'Results before a document was read once more, as they were; rows are only ever added.';
comment on column docextract.earlier_results.file_id is 'The file that was read once more.';
comment on column docextract.earlier_results.document_id is 'The file itself, or a document in it; the reading after gives the document of the same part and pages the same id.';
comment on column docextract.earlier_results.copies is 'Documents that had been told to be copies of this one while it was accepted: it does not become a copy of them.';

create index earlier_results_file on docextract.earlier_results (file_id);

create view report.retried as
select earlier.document_id as id, file.file_name, earlier.part, earlier.status as was, earlier.rejection_code as was_code, earlier.reader as was_reader,
       earlier.data ->> 'total' as was_total, now.status, now.rejection_code as code, now.reader, now.total, earlier.finished_at as was_finished_at, earlier.replaced_at
from docextract.earlier_results earlier
join docextract.documents file on file.id = earlier.file_id
left join docextract.documents now on now.id = earlier.document_id
where earlier.status <> 'split'
order by earlier.replaced_at desc, earlier.id desc;

comment on view report.retried is 'What documents were before they were read once more, and what they are now, newest first; the whole earlier result is in docextract.earlier_results.';
