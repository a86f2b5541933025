-- Calls to models are booked before they are made and settled after, against budgets, and whole answers are remembered.
-- Workers of the version before know none of this: what they insert counts as spent, at a cost that nobody knows.

alter table docextract.model_calls
    add column state                  text not null default 'spent' check (state in ('reserved', 'spent', 'failed', 'uncertain', 'cached')),
    add column purpose                text,
    add column question_sha256        text check (question_sha256 ~ '^[0-9a-f]{64}$'),
    add column predicted_input_tokens bigint,
    add column reserved_cost          numeric,
    add column cost                   numeric,
    add column budget_day             date,
    add column error                  text,
    add constraint model_calls_booking_check check (
        case state when 'reserved' then cost is null and reserved_cost is not null and budget_day is not null
                   when 'cached' then cost = 0
                   else true end);

-- Known only once the call has ended.
alter table docextract.model_calls alter column duration_ms drop not null;

comment on column docextract.model_calls.state is
    'reserved: about to be made, or its worker died meanwhile; spent: answered; failed: refused, costs nothing; uncertain: perhaps charged, cost estimated from above; cached: answered from model_answers.';
comment on column docextract.model_calls.question_sha256 is 'Hash of endpoint and whole question with settings and pictures; the key of model_answers.';
comment on column docextract.model_calls.reserved_cost is 'The most it could cost; set aside from the budgets until it is settled.';
comment on column docextract.model_calls.cost is 'What it cost, exact, in the currency of the price table; null while reserved, and for workers that knew no prices.';
comment on column docextract.model_calls.budget_day is 'Day (UTC) of whose budget it was reserved.';

-- Sums that budgets are compared with, kept up by the statements that book, so that nobody adds up the calls.
alter table docextract.documents add column model_cost numeric not null default 0;

comment on column docextract.documents.model_cost is 'Spent and reserved on models in all attempts; of a file with several documents for all of them.';

create table docextract.model_days (
    day  date    primary key,
    cost numeric not null
);

comment on table docextract.model_days is 'Spent and reserved on models, by the day (UTC, by Postgres'' clock) of the reservation.';

create table docextract.model_answers (
    question_sha256 text        primary key check (question_sha256 ~ '^[0-9a-f]{64}$'),
    endpoint        text        not null,
    model           text        not null,
    answer          jsonb       not null,
    created_at      timestamptz not null default now()
);

comment on table docextract.model_answers is 'Whole answers, given again when the identical question is asked within the age limit.';

create index model_answers_created on docextract.model_answers (created_at);

-- A reservation whose attempt has ended will hardly be settled any more: the call may have been charged.
create view docextract.booked_calls as
select calls.id, calls.document_id, calls.attempt, calls.called_at,
       coalesce(calls.budget_day, (calls.called_at at time zone 'utc')::date) as day,
       calls.endpoint, calls.model, calls.response_model, calls.purpose,
       case when calls.state = 'reserved'
                 and not (documents.status = 'processing' and documents.attempt = calls.attempt and documents.lease_until > now())
            then 'uncertain' else calls.state end as state,
       calls.predicted_input_tokens, calls.input_tokens, calls.cached_input_tokens, calls.output_tokens,
       coalesce(calls.cost, calls.reserved_cost) as cost,
       calls.duration_ms, calls.finish_reason, calls.error
from docextract.model_calls calls
join docextract.documents documents on documents.id = calls.document_id;

comment on view docextract.booked_calls is 'model_calls as they are to be understood: dead reservations are uncertain; what is not settled costs what is reserved.';

create view report.spend as
select day, model,
       count(*) filter (where state <> 'cached') as calls,
       count(*) filter (where state = 'reserved') as open,
       count(*) filter (where state = 'failed') as failed,
       count(*) filter (where state = 'uncertain') as uncertain,
       count(*) filter (where state = 'cached') as cached,
       coalesce(sum(input_tokens), 0)::bigint as input_tokens,
       coalesce(sum(cached_input_tokens), 0)::bigint as cached_input_tokens,
       coalesce(sum(output_tokens), 0)::bigint as output_tokens,
       round(100.0 * sum(predicted_input_tokens) filter (where input_tokens is not null)
           / nullif(sum(input_tokens) filter (where predicted_input_tokens is not null), 0), 1) as predicted_percent,
       sum(cost) as cost
from docextract.booked_calls
group by day, model
order by day desc, model;

comment on view report.spend is 'What models cost, by day (UTC) and model, newest first; predicted_percent: predicted in percent of the reported tokens of questions.';

create view report.calls as
select booked.called_at, documents.file_name, booked.attempt, booked.purpose, booked.model, booked.state,
       booked.predicted_input_tokens, booked.input_tokens, booked.cached_input_tokens, booked.output_tokens, booked.cost,
       booked.duration_ms, booked.finish_reason, booked.error, booked.document_id, booked.id
from docextract.booked_calls booked
join docextract.documents documents on documents.id = booked.document_id
order by booked.id desc;

comment on view report.calls is 'Every call to a model, newest first.';

-- Calls are made for a file: documents that share one show no calls of their own.
create or replace view report.failures as
select id, shown_name as file_name, rejection_code as code, rejection_message as message, attempt as attempts, finished_at, source_uri,
       case when parent_id is null then (select count(*) from docextract.model_calls where document_id = documents.id) end as model_calls,
       case when parent_id is null then model_cost end as model_cost
from docextract.documents
where status = 'rejected'
order by finished_at desc, id desc;

create or replace view report.review as
select id, shown_name as file_name, document_type, seller_name, invoice_number, document_date, currency, total,
       verdict_reasons[1] as reason, cardinality(verdict_reasons) as reasons, finished_at, source_uri,
       case when parent_id is null then (select count(*) from docextract.model_calls where document_id = documents.id) end as model_calls,
       case when parent_id is null then model_cost end as model_cost
from docextract.documents
where status = 'needs_review'
order by total desc nulls last, finished_at, id;
