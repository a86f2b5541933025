-- Where one printed number alone makes the amounts of a reading agree, a finding proposes it. Nothing takes it over by itself.

alter table docextract.findings
    add column proposed_value  numeric,
    add column proposed_page   integer,
    add column proposed_box    double precision[] check (array_length(proposed_box, 1) = 4),
    add column proposed_text   text,
    add column proposed_source text check (proposed_source in ('text-layer', 'ocr', 'xml')),
    add constraint findings_proposal_check check (num_nulls(proposed_value, proposed_page, proposed_box, proposed_text, proposed_source) in (0, 5));

comment on column docextract.findings.proposed_value is 'The amount with which everything agrees, for the field of the finding; null where nothing is proposed.';
comment on column docextract.findings.proposed_text is 'The words as they are printed at proposed_box (x0, y0, x1, y1 in fractions) of proposed_page.';

create view report.repairs as
select documents.id, documents.shown_name as file_name, findings.field, fields.value as read, findings.proposed_value as proposed,
       findings.proposed_page as page, findings.proposed_text as printed_as, findings.message, documents.source_uri
from docextract.findings
join docextract.documents on documents.id = findings.document_id
left join docextract.fields on fields.document_id = findings.document_id and fields.field = findings.field
where findings.proposed_value is not null and documents.status = 'needs_review'
order by documents.finished_at desc, documents.id desc, findings.ordinal;

comment on view report.repairs is 'Amounts that do not agree, with the printed number that would make them agree: for a person to take or leave.';
