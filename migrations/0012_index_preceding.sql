-- Credit notes and corrections are found by the number they name; few documents name one.
create index documents_preceding_number on docextract.documents (docextract.number_key(data ->> 'preceding_invoice_number'))
    where status in ('accepted', 'needs_review') and data ->> 'preceding_invoice_number' is not null;
