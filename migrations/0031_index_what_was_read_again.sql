-- Reprocessing and `docextract show` look for the last result of one document, in a table that grows with everything that is read once more.
create index earlier_results_document on docextract.earlier_results (document_id, id desc);

-- First pages of these reports come in the order of an index, as those of the others do.
create index earlier_results_newest on docextract.earlier_results (replaced_at desc, id desc) where status <> 'split';
create index reprocessings_newest on docextract.reprocessings (reprocessed_at desc, id desc);
create index outbox_undelivered on docextract.outbox ((failed_at is null), finished_at desc, document_id desc, destination) where error is not null;
