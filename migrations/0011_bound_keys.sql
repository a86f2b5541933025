-- A key of an index may not be longer than a third of a page. A name of some thousand letters, which a document or a model can
-- say, made a result that could never be stored (54000). Keys are of the first 400 letters.
create or replace function docextract.squeeze(value text) returns text
    language sql immutable parallel safe
    return nullif(regexp_replace(
        replace(translate(lower(left(value, 400)),
            'ÀÁÂÃÄÅàáâãäåąÇçćčĎďÈÉÊËèéêëęěÌÍÎÏìíîïÑñńňÒÓÔÕÖØòóôõöøőŘřŚśšŠŤťÙÚÛÜùúûüűůÝýÿŹźżžŽłŁ',
            'aaaaaaaaaaaaaccccddeeeeeeeeeeiiiiiiiinnnnooooooooooooorrssssttuuuuuuuuuuuyyyzzzzzll'), 'ß', 'ss'),
        '[[:space:][:punct:]–—’´`„“”«»°·]', '', 'g'), '');

comment on function docextract.squeeze(text) is
    'What two prints of a text share: no case, marks, spaces or punctuation, of the first 400 letters; null where nothing is left.';

reindex index docextract.documents_number_key;
reindex index docextract.documents_seller_name;
reindex index docextract.documents_seller_vat_id;
reindex index docextract.corrected_documents_number;

-- A correction never changes a verdict, so what was corrected stays here; who looks next sees that somebody did.
create or replace view report.review as
select id, shown_name as file_name, document_type, seller_name, invoice_number, document_date, currency, total,
       verdict_reasons[1] as reason, cardinality(verdict_reasons) as reasons, finished_at, source_uri,
       case when parent_id is null then (select count(*) from docextract.model_calls where document_id = documents.id) end as model_calls,
       case when parent_id is null then model_cost end as model_cost,
       (select string_agg(distinct corrected_by, ', ' order by corrected_by) from docextract.corrections where document_id = documents.id) as corrected_by,
       (select max(corrected_at) from docextract.corrections where document_id = documents.id) as corrected_at
from docextract.documents
where status = 'needs_review'
order by total desc nulls last, finished_at, id;
