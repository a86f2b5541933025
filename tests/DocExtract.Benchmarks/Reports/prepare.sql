-- Evenly between 0 and 1, and the same each time: for a document, and for what is drawn.
create function pg_temp.draw(document bigint, what integer) returns double precision
    language sql immutable
    return (hashint8extended(document, what) & 1048575) / 1048576.0;

-- What is drawn for a document; the tables are filled from it. A batch of 60 documents in 1,000 is a file with two in it.
create function pg_temp.drawn(low bigint, high bigint, documents bigint)
    returns table (id bigint, parent_id bigint, part integer, status text, document_type text, reader text, seller integer, total numeric, finished_at timestamptz)
    language sql
    as $$
        select id, case when place in (1, 2) then id - place end, nullif(place, 0),
               case when place = 0 then 'split'
                    when id > documents * 0.998 and place is null and pg_temp.draw(id, 1) < 0.6 then 'queued'
                    when id > documents * 0.998 and place is null and pg_temp.draw(id, 1) < 0.7 then 'processing'
                    when pg_temp.draw(id, 2) < 0.05 then 'rejected'
                    when pg_temp.draw(id, 2) < 0.20 then 'needs_review' else 'accepted' end,
               case when pg_temp.draw(id, 3) < 0.80 then 'invoice' when pg_temp.draw(id, 3) < 0.99 then 'receipt' else 'chart' end,
               case when pg_temp.draw(id, 4) < 0.15 then 'e-invoice' when pg_temp.draw(id, 4) < 0.60 then 'offline' else 'vision' end,
               floor(power(5000, pg_temp.draw(id, 5)))::integer,
               round(exp(3 + 5 * pg_temp.draw(id, 6))::numeric, 2),
               -- A year of days, each from 7 to 18 o'clock.
               date_trunc('day', now(), 'UTC') - interval '366 days'
                   + interval '1 day' * floor(id * 365.0 / documents) + interval '11 hours' * (id * 365.0 / documents - floor(id * 365.0 / documents)) + interval '7 hours'
        from (select id, case when id % 50 < 3 and id - id % 50 >= 1 and id - id % 50 + 2 <= documents then (id % 50)::integer end as place
              from generate_series(low, high) as id) as numbered
    $$;
