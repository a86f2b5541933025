-- How likely each value is right, by what was seen of it. Workers of the version before leave it empty.

alter table docextract.documents add column confidence double precision check (confidence between 0 and 1);
alter table docextract.fields add column confidence double precision check (confidence between 0 and 1);

comment on column docextract.documents.confidence is
    'How likely every essential value is there and right: from the evidence and the checks, measured on documents with known truth. Null where nothing was read.';
comment on column docextract.fields.confidence is
    'How likely the value is right: from the evidence and the checks, measured on documents with known truth.';
