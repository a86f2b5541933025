-- Questions that are asked in batches, for less money and within a day: a batch fills model_answers before its documents are read.

create table docextract.batches (
    id            bigint generated always as identity primary key,
    endpoint      text        not null,
    model         text        not null,
    created_at    timestamptz not null default now(),
    input_file_id text,
    remote_id     text unique,
    remote_status text,
    answered      bigint      not null default 0,
    failed        bigint      not null default 0,
    error         text,
    collected_at  timestamptz,
    check (remote_id is null or input_file_id is not null)
);

comment on column docextract.batches.input_file_id is 'The server''s name of the uploaded questions; while it is null nothing has left the house.';
comment on column docextract.batches.remote_id is 'The server''s name of the batch; while it is null the server is asked whether there is one before it is made.';
comment on column docextract.batches.answered is 'As the server counts, when it was last looked at.';
comment on column docextract.batches.collected_at is 'When its answers were all taken over, or it was given up.';

create table docextract.batch_requests (
    batch_id        bigint not null references docextract.batches on delete cascade,
    question_sha256 text   not null,
    call_id         bigint not null references docextract.model_calls on delete cascade,
    outcome         text   check (outcome in ('answered', 'failed', 'missing')),
    primary key (batch_id, question_sha256)
);

comment on table docextract.batch_requests is 'One row a question; each is asked by one batch at a time.';

create index batch_requests_question on docextract.batch_requests (question_sha256);
create index batch_requests_call on docextract.batch_requests (call_id);

create table docextract.batch_documents (
    document_id     bigint not null references docextract.documents on delete cascade,
    question_sha256 text   not null,
    batch_id        bigint not null references docextract.batches on delete cascade,
    primary key (document_id, question_sha256, batch_id)
);

comment on table docextract.batch_documents is 'Which documents wait for which answers of which batch.';

create index batch_documents_batch on docextract.batch_documents (batch_id);

alter table docextract.documents add column held_until timestamptz;

comment on column docextract.documents.held_until is 'Not claimed before: its questions are with a batch. Workers of the version before read it at once.';

-- What a batch has reserved stays open until its answers are taken over.
create or replace view docextract.booked_calls as
select calls.id, calls.document_id, calls.attempt, calls.called_at,
       coalesce(calls.budget_day, (calls.called_at at time zone 'utc')::date) as day,
       calls.endpoint, calls.model, calls.response_model, calls.purpose,
       case when calls.state = 'reserved'
                 and not (documents.status = 'processing' and documents.attempt = calls.attempt and documents.lease_until > now())
                 and not exists (select from docextract.batch_requests requests where requests.call_id = calls.id and requests.outcome is null)
            then 'uncertain' else calls.state end as state,
       calls.predicted_input_tokens, calls.input_tokens, calls.cached_input_tokens, calls.output_tokens,
       coalesce(calls.cost, calls.reserved_cost) as cost,
       calls.duration_ms, calls.finish_reason, calls.error
from docextract.model_calls calls
join docextract.documents documents on documents.id = calls.document_id;
