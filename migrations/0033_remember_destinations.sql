-- Where workers announce finished documents. The trigger writes an announcement for every destination that there may be, and for one that
-- nobody has they are forgotten: without this no worker knows what the others have.
create table docextract.destinations (
    name   text        primary key check (name in ('queue', 'webhook')),
    had_at timestamptz not null
);

comment on table docextract.destinations is 'Where finished documents are announced, or were until lately.';
comment on column docextract.destinations.had_at is 'When a process last had it, but for some minutes.';

-- Workers of the version before say nothing of what they have; what they have tried to send tells it.
insert into docextract.destinations (name, had_at)
select destination, now() from docextract.outbox where tries > 0 group by destination;
