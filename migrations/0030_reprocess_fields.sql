-- A new version of a document type is read for what is asked: some fields are taken from a new reading, everything else stays as it was,
-- above all what people corrected. While such a document waits, its values stand in docextract.earlier_results and what hangs on it stays
-- where it is. A worker of the version before that reads it cannot store a whole result over that (a constraint refuses it), and what it
-- rejects is restored.

alter table docextract.documents add column reprocess_type text, add column reprocess_fields text[];

alter table docextract.documents add constraint documents_reprocess_check check (
    (reprocess_type is null) = (reprocess_fields is null) and (reprocess_fields is null or status in ('queued', 'processing'))) not valid;

comment on column docextract.documents.reprocess_type is 'The document type of which some fields are wanted while it waits to be read once more; null where all of it is.';
comment on column docextract.documents.reprocess_fields is 'JSON Pointers of the fields that are taken from the new reading; null: all of it is.';

create table docextract.reprocessings (
    id             bigint generated always as identity primary key,
    document_id    bigint      not null references docextract.documents on delete cascade,
    attempt        integer     not null,
    fields         text[]      not null,
    taken          text[]      not null,
    kept           text[]      not null,
    was_version    text,
    schema_version text,
    note           text,
    reprocessed_at timestamptz not null default now()
);

comment on table docextract.reprocessings is 'What became of asking for some fields of documents anew; rows are only ever added.';
comment on column docextract.reprocessings.fields is 'JSON Pointers of the fields that were asked for.';
comment on column docextract.reprocessings.taken is 'Those that come from the new reading: a value, or that there is none.';
comment on column docextract.reprocessings.kept is 'Those that stayed because a person had corrected or confirmed them.';
comment on column docextract.reprocessings.was_version is 'Version of the document type that everything else was read against.';
comment on column docextract.reprocessings.schema_version is 'Version that the taken fields were read against.';
comment on column docextract.reprocessings.note is 'Why nothing was taken; null where it was.';

create index reprocessings_document on docextract.reprocessings (document_id);

-- With its owner's rights: workers of the version before may have been granted no more than the tables that they know.
create function docextract.restore_reprocessed() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
declare
    earlier docextract.earlier_results%rowtype;
begin
    select * into strict earlier from docextract.earlier_results where document_id = old.id order by id desc limit 1;
    insert into docextract.reprocessings (document_id, attempt, fields, taken, kept, was_version, schema_version, note)
    values (old.id, old.attempt, old.reprocess_fields, '{}', '{}', earlier.schema_version, earlier.schema_version, new.rejection_message);
    new.status := earlier.status;
    new.data := earlier.data;
    new.verdict_reasons := earlier.verdict_reasons;
    new.finished_at := earlier.finished_at;
    new.rejection_code := null;
    new.rejection_message := null;
    new.reprocess_type := null;
    new.reprocess_fields := null;
    return new;
end
$$;

comment on function docextract.restore_reprocessed() is 'A new reading that fails takes nothing from the result there was.';

create trigger documents_restore_reprocessed before update of status on docextract.documents for each row
    when (old.reprocess_fields is not null and new.status = 'rejected')
    execute function docextract.restore_reprocessed();

create view report.reprocessed as
select reprocessings.document_id as id, documents.shown_name as file_name, documents.document_type, array_to_string(reprocessings.fields, ', ') as fields,
       array_to_string(reprocessings.taken, ', ') as taken, array_to_string(reprocessings.kept, ', ') as kept, reprocessings.was_version,
       reprocessings.schema_version as version, reprocessings.note, documents.status, reprocessings.reprocessed_at
from docextract.reprocessings reprocessings
join docextract.documents documents on documents.id = reprocessings.document_id
order by reprocessings.reprocessed_at desc, reprocessings.id desc;

comment on view report.reprocessed is 'Documents of which some fields were read anew against a new version of their type, newest first.';
comment on column report.reprocessed.id is 'The document; for docextract show.';
comment on column report.reprocessed.file_name is 'Name of the blob, with pages of a part.';
comment on column report.reprocessed.document_type is 'Document type.';
comment on column report.reprocessed.fields is 'What was asked for.';
comment on column report.reprocessed.taken is 'What comes from the new reading.';
comment on column report.reprocessed.kept is 'What stayed because a person had corrected or confirmed it.';
comment on column report.reprocessed.was_version is 'Version of the type that everything else was read against.';
comment on column report.reprocessed.version is 'Version that the taken fields were read against.';
comment on column report.reprocessed.note is 'Why nothing was taken.';
comment on column report.reprocessed.status is 'Verdict on the document as it is now.';
comment on column report.reprocessed.reprocessed_at is 'When. --since and --until compare it.';
