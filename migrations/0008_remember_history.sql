-- What is known of a document's relatives: the same again, a new version of it, its credit note; and of its seller.
-- Workers of the version before write none of this; what they store is found by its values all the same.

-- Reduces a text to what two prints of it share: no case, no marks on letters, no spaces and punctuation.
create function docextract.squeeze(value text) returns text
    language sql immutable parallel safe
    return nullif(regexp_replace(
        replace(translate(lower(left(value, 400)),
            'ÀÁÂÃÄÅàáâãäåąÇçćčĎďÈÉÊËèéêëęěÌÍÎÏìíîïÑñńňÒÓÔÕÖØòóôõöøőŘřŚśšŠŤťÙÚÛÜùúûüűůÝýÿŹźżžŽłŁ',
            'aaaaaaaaaaaaaccccddeeeeeeeeeeiiiiiiiinnnnooooooooooooorrssssttuuuuuuuuuuyyyzzzzzll'), 'ß', 'ss'),
        '[[:space:][:punct:]–—’´`„“”«»°·]', '', 'g'), '');

comment on function docextract.squeeze(text) is 'What two prints of a text share: no case, marks, spaces or punctuation; null where nothing is left.';

-- A number with the letters that OCR takes for digits as digits.
create function docextract.number_key(value text) returns text
    language sql immutable parallel safe
    return translate(docextract.squeeze(value), 'oilsbz', '011582');

comment on function docextract.number_key(text) is 'squeeze, with the letters that are misread for digits as digits: RE-1O4 and RE-104 have the same key.';

create index documents_number_key on docextract.documents (docextract.number_key(invoice_number)) where status in ('accepted', 'needs_review');
create index documents_seller_name on docextract.documents (docextract.squeeze(seller_name)) where status in ('accepted', 'needs_review');
create index documents_seller_vat_id on docextract.documents (docextract.squeeze(data #>> '{seller,vat_id}')) where status in ('accepted', 'needs_review');
create index documents_date_total on docextract.documents (document_date, total) where status in ('accepted', 'needs_review');

alter table docextract.documents add column read_again boolean not null default false;

comment on column docextract.documents.read_again is 'Somebody asked to have the same content read anew: not a duplicate of the reading before.';

alter table docextract.documents add column content_taken_at timestamptz;

comment on column docextract.documents.content_taken_at is 'When the newest attempt began to read its content, as the first to do so: others with the same content wait for it.';

create table docextract.document_prints (
    document_id bigint primary key references docextract.documents on delete cascade,
    words       text   check (words ~ '^[0-9a-f]{64}$'),
    pages       text[] not null
);

comment on table docextract.document_prints is 'What a document is recognised by when it comes again in another file.';
comment on column docextract.document_prints.words is 'SHA-256 of the words of its text layer, in no order; null where pages have none.';
comment on column docextract.document_prints.pages is 'For each page without a text layer the perceptual hash of its picture, hexadecimal; empty for others.';

create index document_prints_words on docextract.document_prints (words);

create table docextract.document_links (
    from_id    bigint      not null references docextract.documents on delete cascade,
    to_id      bigint      not null references docextract.documents on delete cascade,
    kind       text        not null check (kind in ('content', 'scan', 'invoice', 'reissue', 'correction', 'credit', 'reference', 'reread')),
    note       text        not null,
    created_at timestamptz not null default now(),
    primary key (from_id, to_id),
    check (from_id <> to_id)
);

comment on table docextract.document_links is 'How a document is related to one that was stored before it.';
comment on column docextract.document_links.kind is
    'content: the same bytes; scan: the same pages in another file; invoice: the same seller, number, date and total; reissue: the same number with other values; correction: names the other as corrected; credit: one credits the other; reference: names the other, such as an instalment; reread: read anew on request.';
comment on column docextract.document_links.note is 'The sentence that the finding says.';

create index document_links_to on docextract.document_links (to_id);

create table docextract.corrections (
    id             bigint generated always as identity primary key,
    document_id    bigint      not null references docextract.documents on delete cascade,
    field          text        not null check (field like '/%'),
    old_value      jsonb,
    new_value      jsonb,
    corrected_by   text        not null check (corrected_by <> ''),
    reason         text,
    corrected_at   timestamptz not null default now(),
    schema_version text        not null
);

comment on table docextract.corrections is 'What people said of single values; rows are only ever added. old_value = new_value: the value was confirmed.';
comment on column docextract.corrections.field is 'JSON Pointer; rows count from 0, as in docextract.fields.';
comment on column docextract.corrections.old_value is 'The value before, corrections before it included; null where there was none.';
comment on column docextract.corrections.new_value is 'Null where a person says that none is printed.';
comment on column docextract.corrections.schema_version is 'Version of the document type''s folder that the new value was checked against.';

create index corrections_document on docextract.corrections (document_id);

create table docextract.corrected_documents (
    document_id bigint primary key references docextract.documents on delete cascade,
    data        jsonb  not null
);

comment on table docextract.corrected_documents is 'The values after all corrections; docextract.documents.data keeps what was read.';

create index corrected_documents_number on docextract.corrected_documents (docextract.number_key(coalesce(data ->> 'invoice_number', data ->> 'receipt_number')));

create view docextract.current_documents as
select documents.id, coalesce(documents.parent_id, documents.id) as file_id, documents.parent_id, documents.part, documents.shown_name, documents.source_uri,
       documents.etag, documents.content_sha256, documents.status, documents.document_type, documents.schema_version, documents.read_again,
       coalesce(corrected.data, documents.data) as data, corrected.data is not null as is_corrected, documents.finished_at
from docextract.documents documents
left join docextract.corrected_documents corrected on corrected.document_id = documents.id
where documents.status in ('accepted', 'needs_review');

comment on view docextract.current_documents is 'Documents with their values as they stand now: what was read, with what people corrected over it.';

create view report.duplicates as
select later.id, later.shown_name as file_name, links.kind, earlier.id as earlier_id, earlier.shown_name as earlier_file_name, earlier.status as earlier_status,
       later.seller_name, later.invoice_number, later.document_date, later.currency, later.total, earlier.total as earlier_total,
       later.status, links.note, links.created_at as found_at
from docextract.document_links links
join docextract.documents later on later.id = links.from_id
join docextract.documents earlier on earlier.id = links.to_id
where later.status <> 'split'
order by links.created_at desc, links.from_id desc;

comment on view report.duplicates is 'Documents that are related to one before them, newest first: the same again, re-issued, corrected, credited (kind as in docextract.document_links).';

create view report.payment_alarms as
select documents.id, documents.shown_name as file_name, documents.seller_name, documents.invoice_number, documents.document_date, documents.currency, documents.total,
       documents.data ->> 'iban' as iban, findings.rule as alarm, findings.severity, findings.message, documents.status, documents.finished_at
from docextract.findings findings
join docextract.documents documents on documents.id = findings.document_id
where findings.rule in ('account-changed', 'account-first', 'account-country', 'amount-unusual')
order by documents.finished_at desc, documents.id desc, findings.ordinal;

comment on view report.payment_alarms is 'Accounts and amounts unlike what the seller''s accepted documents had, newest first.';

create view report.corrected as
select corrections.document_id as id, documents.shown_name as file_name, corrections.field, corrections.old_value #>> '{}' as was, corrections.new_value #>> '{}' as "is",
       corrections.old_value is not distinct from corrections.new_value as confirmed, corrections.corrected_by, corrections.reason, corrections.corrected_at,
       documents.status
from docextract.corrections corrections
join docextract.documents documents on documents.id = corrections.document_id
order by corrections.id desc;

comment on view report.corrected is 'What people corrected or confirmed, newest first; the values as they stand are in docextract.current_documents.';
