-- The pipeline's own tables. Every document ever announced is one row of docextract.documents, in exactly one status.

create schema if not exists docextract;

create table docextract.documents (
    id                bigint generated always as identity primary key,
    source_uri        text        not null,
    etag              text        not null,
    file_name         text        not null,
    content_sha256    text        check (content_sha256 ~ '^[0-9a-f]{64}$'),
    kind              text,
    page_count        integer,
    requested_type    text,
    document_type     text,
    schema_version    text,
    status            text        not null default 'queued'
                      check (status in ('queued', 'processing', 'accepted', 'needs_review', 'rejected')),
    verdict_reasons   text[]      not null default '{}',
    rejection_code    text,
    rejection_message text,
    data              jsonb,
    seller_name       text,
    invoice_number    text,
    document_date     date,
    currency          text,
    total             numeric,
    reader            text,
    attempt           integer     not null default 0,
    lease_until       timestamptz,
    queued_at         timestamptz not null,
    started_at        timestamptz,
    finished_at       timestamptz,
    duration_ms       integer,
    unique (source_uri, etag),
    check ((status = 'rejected') = (rejection_code is not null)),
    check ((status in ('accepted', 'needs_review')) = (data is not null)),
    check ((status in ('accepted', 'needs_review', 'rejected')) = (finished_at is not null)),
    check ((status = 'processing') = (lease_until is not null))
);

comment on column docextract.documents.source_uri is 'Address of the blob, without query.';
comment on column docextract.documents.etag is 'Version of the blob; an overwritten blob is another document.';
comment on column docextract.documents.attempt is 'Fencing token: only the newest attempt can store a result.';
comment on column docextract.documents.lease_until is 'Until when the newest attempt counts as alive.';
comment on column docextract.documents.verdict_reasons is 'Messages of the findings of severity error, in the order of the checks.';
comment on column docextract.documents.data is 'The values by the document type''s JSON Schema; what is not printed is absent.';
comment on column docextract.documents.total is 'Amount with tax (EN 16931 BT-112), exact.';

create index documents_content_sha256 on docextract.documents (content_sha256);
create index documents_status_finished on docextract.documents (status, finished_at desc);

create table docextract.fields (
    document_id bigint           not null references docextract.documents on delete cascade,
    field       text             not null,
    value       text             not null,
    amount      numeric,
    page        integer,
    box         double precision[] check (array_length(box, 1) = 4),
    text        text,
    source      text             check (source in ('text-layer', 'ocr', 'xml')),
    support     double precision not null check (support between 0 and 1),
    primary key (document_id, field)
);

comment on table docextract.fields is 'One row a value with its evidence; support 0 and no source: seen nowhere.';
comment on column docextract.fields.box is 'x0, y0, x1, y1 in fractions of the page from its top left corner.';

create table docextract.line_items (
    document_id bigint  not null references docextract.documents on delete cascade,
    line        integer not null,
    item_number text,
    description text,
    quantity    numeric,
    unit        text,
    unit_price  numeric,
    discount    numeric,
    tax_rate    numeric,
    amount      numeric,
    primary key (document_id, line)
);

create table docextract.findings (
    document_id bigint  not null references docextract.documents on delete cascade,
    ordinal     integer not null,
    field       text    not null,
    rule        text    not null,
    severity    text    not null check (severity in ('error', 'warning', 'info')),
    message     text    not null,
    primary key (document_id, ordinal)
);

create index findings_rule on docextract.findings (rule, severity);

create table docextract.attempts (
    document_id bigint      not null references docextract.documents on delete cascade,
    attempt     integer     not null,
    worker      text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    outcome     text,
    error       text,
    counts      boolean     not null default true,
    primary key (document_id, attempt)
);

comment on column docextract.attempts.counts is 'Whether it counts against the document: not when a stopping worker gave it back.';

create table docextract.model_calls (
    id                  bigint generated always as identity primary key,
    document_id         bigint      not null references docextract.documents on delete cascade,
    attempt             integer     not null,
    called_at           timestamptz not null,
    endpoint            text        not null,
    model               text        not null,
    response_model      text,
    input_tokens        bigint,
    cached_input_tokens bigint,
    output_tokens       bigint,
    finish_reason       text,
    duration_ms         integer     not null,
    prompt_sha256       text        not null
);

create index model_calls_document on docextract.model_calls (document_id);
