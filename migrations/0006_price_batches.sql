-- A batch is settled at the prices it was asked at, whatever the settings say when it is collected.

alter table docextract.batches
    add column input_price        numeric,
    add column cached_input_price numeric,
    add column output_price       numeric,
    add constraint batches_price_check check ((input_price is null) = (output_price is null));

comment on column docextract.batches.endpoint is 'Where it was asked; only there it can be looked at and collected.';
comment on column docextract.batches.input_price is
    'A million tokens of questions in this batch, in the currency of the price table; null of batches from before, which are settled at the configured price.';
comment on column docextract.batches.cached_input_price is 'A million tokens of questions from the server''s prompt cache; null: as input_price.';
comment on column docextract.batches.output_price is 'A million tokens of answers.';
