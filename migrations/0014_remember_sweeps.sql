-- Looking for blobs that no message announced: what each round found. Of many workers one sweeps; the others see here that it was done.
create table docextract.sweeps (
    id          bigint generated always as identity primary key,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    blobs       bigint      not null,
    announced   bigint      not null,
    reminded    bigint      not null
);

comment on column docextract.sweeps.blobs is 'Files that were looked at.';
comment on column docextract.sweeps.announced is 'Files that no message had announced.';
comment on column docextract.sweeps.reminded is 'Documents that waited for a message which was lost.';

create index documents_open on docextract.documents (id) where status in ('queued', 'processing');
