-- Every document that becomes final is announced: a row a destination, until the destination has taken it.
--
-- A trigger writes the rows, not the statements that finish documents: there are many of those (results, parts, copies, rejections,
-- and those of workers of the version before), and one more would be forgotten one day. All of them end in this table, and the rows
-- are part of their transaction: there is no result without its announcement, and none of a result that was rolled back.

create table docextract.outbox (
    event_id       uuid        not null,
    destination    text        not null check (destination in ('queue', 'webhook')),
    document_id    bigint      not null references docextract.documents on delete cascade,
    finished_at    timestamptz not null,
    due_at         timestamptz not null default now(),
    tries          integer     not null default 0,
    first_tried_at timestamptz,
    error          text,
    failed_at      timestamptz,
    primary key (event_id, destination)
);

comment on table docextract.outbox is 'Announcements of finished documents that a destination has not taken yet; deleted when it has.';
comment on column docextract.outbox.event_id is 'The announcement''s id, the same at every destination and every time it is sent.';
comment on column docextract.outbox.finished_at is 'Which result is announced; where the document has another by now, that one has an announcement of its own.';
comment on column docextract.outbox.due_at is 'Not sent before; while somebody sends it, when it may be sent by another.';
comment on column docextract.outbox.failed_at is 'When it was given up. Set to null, with first_tried_at, it is sent again.';

create index outbox_due on docextract.outbox (destination, due_at) where failed_at is null;
create index outbox_document on docextract.outbox (document_id);

-- With its owner's rights: workers of the version before may have been granted no more than the tables that they know.
create function docextract.announce() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
declare
    event uuid := gen_random_uuid();
begin
    -- No notify: it makes commits take turns across the whole database. Workers look every second.
    insert into docextract.outbox (event_id, destination, document_id, finished_at)
    values (event, 'queue', new.id, new.finished_at), (event, 'webhook', new.id, new.finished_at);
    return null;
end
$$;

create trigger documents_announce_inserted after insert on docextract.documents for each row
    when (new.status in ('accepted', 'needs_review', 'rejected'))
    execute function docextract.announce();

create trigger documents_announce_updated after update of status, finished_at on docextract.documents for each row
    when (new.status in ('accepted', 'needs_review', 'rejected') and (new.status, new.finished_at) is distinct from (old.status, old.finished_at))
    execute function docextract.announce();

create view report.undelivered as
select outbox.destination, documents.id, documents.shown_name as file_name, documents.status,
       case when outbox.failed_at is null then 'waiting' else 'failed' end as state,
       outbox.tries, outbox.error, outbox.first_tried_at, outbox.failed_at,
       case when outbox.failed_at is null then outbox.due_at end as next_try_at, outbox.finished_at, outbox.event_id
from docextract.outbox outbox
join docextract.documents documents on documents.id = outbox.document_id
where outbox.error is not null
order by outbox.failed_at is null, outbox.finished_at desc, documents.id desc, outbox.destination;

comment on view report.undelivered is 'Announcements that a destination did not take: given up ones first, then those that are tried again.';
