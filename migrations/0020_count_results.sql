-- Reports over a million documents answer from counts. They are kept by triggers, in the transaction that changes a row, so that no
-- path can forget them: results, copies, rejections, corrections, purges, and workers of the version before.
--
-- A count is the sum of its rows over all slots. A transaction writes rows of a slot that is its own until it ends: workers neither
-- wait for each other nor deadlock, however many store documents of one day and one seller.
--
-- Triggers have their owner's rights: workers of the version before may have been granted no more than the tables that they know.

create table docextract.document_counts (
    hour          timestamptz not null,
    document_type text        not null,
    reader        text        not null,
    slot          integer     not null,
    arrived       bigint      not null default 0,
    open          bigint      not null default 0,
    split         bigint      not null default 0,
    accepted      bigint      not null default 0,
    needs_review  bigint      not null default 0,
    rejected      bigint      not null default 0,
    pages         bigint      not null default 0,
    timed         bigint      not null default 0,
    read_ms       bigint      not null default 0,
    waited_ms     bigint      not null default 0,
    model_cost    numeric     not null default 0,
    primary key (hour, document_type, reader, slot)
) with (fillfactor = 60);

comment on table docextract.document_counts is
    'docextract.documents, counted: finished ones by the hour they finished, open ones and arrivals by the hour they were queued.';

create table docextract.seller_counts (
    seller_key   text    not null,
    slot         integer not null,
    seller       text    not null,
    accepted     bigint  not null default 0,
    needs_review bigint  not null default 0,
    rejected     bigint  not null default 0,
    primary key (seller_key, slot)
) with (fillfactor = 60);

comment on table docextract.seller_counts is 'Finished documents by seller; seller_key is docextract.squeeze(seller), empty where none was read.';

create table docextract.finding_counts (
    month      date    not null,
    rule       text    not null,
    severity   text    not null,
    seller_key text    not null,
    slot       integer not null,
    seller     text    not null,
    documents  bigint  not null default 0,
    findings   bigint  not null default 0,
    primary key (month, rule, severity, seller_key, slot)
) with (fillfactor = 60);

comment on table docextract.finding_counts is 'Findings of finished documents, by the month (UTC) they finished.';

create table docextract.field_counts (
    document_type text             not null,
    field         text             not null,
    slot          integer          not null,
    found         bigint           not null default 0,
    on_page       bigint           not null default 0,
    weighed       bigint           not null default 0,
    confidence    double precision not null default 0,
    corrected     bigint           not null default 0,
    confirmed     bigint           not null default 0,
    primary key (document_type, field, slot)
) with (fillfactor = 60);

comment on table docextract.field_counts is 'Values by field, rows of tables together: /lines/*/amount.';

create table docextract.call_counts (
    day                 date    not null,
    model               text    not null,
    document_type       text    not null,
    slot                integer not null,
    calls               bigint  not null default 0,
    failed              bigint  not null default 0,
    uncertain           bigint  not null default 0,
    cached              bigint  not null default 0,
    input_tokens        bigint  not null default 0,
    cached_input_tokens bigint  not null default 0,
    output_tokens       bigint  not null default 0,
    predicted_tokens    bigint  not null default 0,
    compared_tokens     bigint  not null default 0,
    priced              bigint  not null default 0,
    cost                numeric not null default 0,
    documents           bigint  not null default 0,
    accepted            bigint  not null default 0,
    primary key (day, model, document_type, slot)
) with (fillfactor = 60);

comment on table docextract.call_counts is
    'Settled calls to models. What was spent stays spent: a document that is deleted takes nothing from it.';

-- The lowest slot that nobody else holds, so that there are as many rows of a count as there ever were writers at once.
create function docextract.count_slot() returns integer
    language plpgsql volatile as
$$
begin
    for slot in 0..63 loop
        if pg_try_advisory_xact_lock(1148150642, slot) then
            return slot;
        end if;
    end loop;
    -- A session has one transaction at a time: its number is a slot that is surely free.
    return 64 + pg_backend_pid();
end
$$;

create function docextract.field_pattern(field text) returns text
    language sql immutable parallel safe
    return case when field ~ '/[0-9]' then regexp_replace(field, '/[0-9]+(?=/|$)', '/*', 'g') else field end;

comment on function docextract.field_pattern(text) is 'The field with rows of tables together: /lines/3/amount is /lines/*/amount.';

create function docextract.shown_type(status text, document_type text, requested_type text) returns text
    language sql immutable parallel safe
    return case when status = 'split' then '(several)' else coalesce(document_type, requested_type, '(unknown)') end;

comment on function docextract.shown_type(text, text, text) is 'The type that a document is counted under: as told or asked for; (several): its parts have types.';

create function docextract.month_of(moment timestamptz) returns date
    language sql immutable parallel safe
    return date_trunc('month', moment at time zone 'utc')::date;

create function docextract.seller_key(seller text) returns text
    language sql immutable parallel safe
    return coalesce(docextract.squeeze(seller), '');

create function docextract.shown_seller(seller text) returns text
    language sql immutable parallel safe
    return coalesce(left(seller, 400), '(unknown)');

-- The values of a document and what people said of them, by field.
create function docextract.values_of(document bigint)
    returns table (field text, found integer, on_page integer, weighed integer, confidence double precision, corrected integer, confirmed integer)
    language sql stable as
$$
    select docextract.field_pattern(field), 1, (support >= 0.5)::int, (confidence is not null)::int, coalesce(confidence, 0), 0, 0
    from docextract.fields where document_id = document
    union all
    select docextract.field_pattern(field), 0, 0, 0, 0, (old_value is distinct from new_value)::int, (old_value is not distinct from new_value)::int
    from docextract.corrections where document_id = document
$$;

-- What is counted of a row of docextract.documents; sign -1 takes it away.
create type docextract.counted_document as (
    sign integer, id bigint, file_id bigint, is_part boolean, status text, document_type text, reader text, seller text,
    queued_at timestamptz, finished_at timestamptz, duration_ms integer, pages integer, model_cost numeric);

create function docextract.counted(
    sign integer, id bigint, parent_id bigint, status text, document_type text, requested_type text, reader text, seller_name text,
    queued_at timestamptz, finished_at timestamptz, duration_ms integer, page_count integer, model_cost numeric)
    returns docextract.counted_document
    language sql stable parallel safe
    return row(sign, id, coalesce(parent_id, id), parent_id is not null,
        case when status in ('queued', 'processing') then 'open' else status end,
        docextract.shown_type(status, document_type, requested_type),
        case when finished_at is null then '-' else coalesce(reader, '-') end, seller_name, queued_at, finished_at,
        case when finished_at is not null then duration_ms end,
        case when finished_at is not null and parent_id is null then page_count end,
        case when finished_at is not null then model_cost else 0 end)::docextract.counted_document;

-- Each of these adds rows to the counts, in the slot of the transaction; what the rows say of a slot is not looked at.
create function docextract.add_counts(changes docextract.document_counts[]) returns void
    language sql as
$$
    insert into docextract.document_counts as counts
        (hour, document_type, reader, slot, arrived, open, split, accepted, needs_review, rejected, pages, timed, read_ms, waited_ms, model_cost)
    select hour, document_type, reader, mine, arrived, open, split, accepted, needs_review, rejected, pages, timed, read_ms, waited_ms, model_cost
    from unnest(changes), docextract.count_slot() as mine
    on conflict (hour, document_type, reader, slot) do update
    set arrived = counts.arrived + excluded.arrived, open = counts.open + excluded.open, split = counts.split + excluded.split,
        accepted = counts.accepted + excluded.accepted, needs_review = counts.needs_review + excluded.needs_review,
        rejected = counts.rejected + excluded.rejected, pages = counts.pages + excluded.pages, timed = counts.timed + excluded.timed,
        read_ms = counts.read_ms + excluded.read_ms, waited_ms = counts.waited_ms + excluded.waited_ms,
        model_cost = counts.model_cost + excluded.model_cost
$$;

create function docextract.add_counts(changes docextract.seller_counts[]) returns void
    language sql as
$$
    insert into docextract.seller_counts as counts (seller_key, slot, seller, accepted, needs_review, rejected)
    select seller_key, mine, seller, accepted, needs_review, rejected
    from unnest(changes), docextract.count_slot() as mine
    on conflict (seller_key, slot) do update
    set accepted = counts.accepted + excluded.accepted, needs_review = counts.needs_review + excluded.needs_review,
        rejected = counts.rejected + excluded.rejected
$$;

create function docextract.add_counts(changes docextract.finding_counts[]) returns void
    language sql as
$$
    insert into docextract.finding_counts as counts (month, rule, severity, seller_key, slot, seller, documents, findings)
    select month, rule, severity, seller_key, mine, seller, documents, findings
    from unnest(changes), docextract.count_slot() as mine
    on conflict (month, rule, severity, seller_key, slot) do update
    set documents = counts.documents + excluded.documents, findings = counts.findings + excluded.findings
$$;

create function docextract.add_counts(changes docextract.field_counts[]) returns void
    language sql as
$$
    insert into docextract.field_counts as counts (document_type, field, slot, found, on_page, weighed, confidence, corrected, confirmed)
    select document_type, field, mine, found, on_page, weighed, confidence, corrected, confirmed
    from unnest(changes), docextract.count_slot() as mine
    on conflict (document_type, field, slot) do update
    set found = counts.found + excluded.found, on_page = counts.on_page + excluded.on_page, weighed = counts.weighed + excluded.weighed,
        confidence = counts.confidence + excluded.confidence, corrected = counts.corrected + excluded.corrected,
        confirmed = counts.confirmed + excluded.confirmed
$$;

create function docextract.add_counts(changes docextract.call_counts[]) returns void
    language sql as
$$
    insert into docextract.call_counts as counts
        (day, model, document_type, slot, calls, failed, uncertain, cached, input_tokens, cached_input_tokens, output_tokens,
         predicted_tokens, compared_tokens, priced, cost, documents, accepted)
    select day, model, document_type, mine, calls, failed, uncertain, cached, input_tokens, cached_input_tokens, output_tokens,
           predicted_tokens, compared_tokens, priced, cost, documents, accepted
    from unnest(changes), docextract.count_slot() as mine
    on conflict (day, model, document_type, slot) do update
    set calls = counts.calls + excluded.calls, failed = counts.failed + excluded.failed, uncertain = counts.uncertain + excluded.uncertain,
        cached = counts.cached + excluded.cached, input_tokens = counts.input_tokens + excluded.input_tokens,
        cached_input_tokens = counts.cached_input_tokens + excluded.cached_input_tokens, output_tokens = counts.output_tokens + excluded.output_tokens,
        predicted_tokens = counts.predicted_tokens + excluded.predicted_tokens, compared_tokens = counts.compared_tokens + excluded.compared_tokens,
        priced = counts.priced + excluded.priced, cost = counts.cost + excluded.cost,
        documents = counts.documents + excluded.documents, accepted = counts.accepted + excluded.accepted
$$;

create function docextract.count_documents(changes docextract.counted_document[]) returns void
    language plpgsql as
$$
begin
    perform docextract.add_counts(array_agg(total))
    from (
        select row(hour, document_type, reader, 0, sum(arrived), sum(open), sum(split), sum(accepted), sum(needs_review), sum(rejected),
            sum(pages), sum(timed), sum(read_ms), sum(waited_ms), sum(model_cost))::docextract.document_counts as total
        from (
            select date_trunc('hour', coalesce(finished_at, queued_at), 'UTC') as hour, document_type, reader, 0 as arrived,
                   case status when 'open' then sign else 0 end as open, case status when 'split' then sign else 0 end as split,
                   case status when 'accepted' then sign else 0 end as accepted, case status when 'needs_review' then sign else 0 end as needs_review,
                   case status when 'rejected' then sign else 0 end as rejected, sign * coalesce(pages, 0) as pages,
                   case when duration_ms is not null then sign else 0 end as timed, sign * coalesce(duration_ms, 0)::bigint as read_ms,
                   case when duration_ms is not null then sign * (extract(epoch from finished_at - queued_at) * 1000)::bigint else 0 end as waited_ms,
                   sign * coalesce(model_cost, 0) as model_cost
            from unnest(changes)
            union all
            select date_trunc('hour', queued_at, 'UTC'), document_type, '-', sign, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from unnest(changes) where not is_part) as change
        group by hour, document_type, reader
        having (sum(arrived), sum(open), sum(split), sum(accepted), sum(needs_review), sum(rejected), sum(pages), sum(timed), sum(read_ms), sum(waited_ms), sum(model_cost))
            <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) as totals;

    perform docextract.add_counts(array_agg(total))
    from (
        select row(docextract.seller_key(seller), 0, min(docextract.shown_seller(seller)), sum(case status when 'accepted' then sign else 0 end),
            sum(case status when 'needs_review' then sign else 0 end), sum(case status when 'rejected' then sign else 0 end))::docextract.seller_counts as total
        from unnest(changes) where status in ('accepted', 'needs_review', 'rejected')
        group by docextract.seller_key(seller)) as totals
    where ((total).accepted, (total).needs_review, (total).rejected) <> (0, 0, 0);
end
$$;

-- Findings and values are counted under what their document says: when it says otherwise, they move.
create function docextract.move_counts(changes docextract.counted_document[]) returns void
    language plpgsql as
$$
begin
    perform docextract.add_counts(array_agg(total))
    from (
        select row(docextract.month_of(finished_at), rule, severity, docextract.seller_key(seller), 0, min(docextract.shown_seller(seller)),
            sum(sign), sum(sign * held.findings))::docextract.finding_counts as total
        from unnest(changes) as change
        join lateral (
            select rule, severity, count(*) as findings from docextract.findings where document_id = change.id group by rule, severity) as held on true
        where finished_at is not null
        group by docextract.month_of(finished_at), rule, severity, docextract.seller_key(seller)) as totals
    where ((total).documents, (total).findings) <> (0, 0);

    perform docextract.add_counts(array_agg(total))
    from (
        select row(document_type, held.field, 0, sum(sign * held.found), sum(sign * held.on_page), sum(sign * held.weighed), sum(sign * held.confidence),
            sum(sign * held.corrected), sum(sign * held.confirmed))::docextract.field_counts as total
        from unnest(changes) as change
        join lateral docextract.values_of(change.id) as held on true
        where exists (select from unnest(changes) as other where other.id = change.id and other.document_type <> change.document_type)
        group by document_type, held.field) as totals;
end
$$;

-- So do calls. They are made for a file. A file counts as accepted for its models when it is; one with several documents for each that is.
create function docextract.move_calls(changes docextract.counted_document[]) returns void
    language plpgsql as
$$
begin
    perform docextract.add_counts(array_agg(total))
    from (
        select row(day, model, type, 0, sum(own * calls), sum(own * failed), sum(own * uncertain), sum(own * cached), sum(own * input_tokens),
            sum(own * cached_input_tokens), sum(own * output_tokens), sum(own * predicted_tokens), sum(own * compared_tokens), sum(own * priced),
            sum(own * cost), sum(own), sum(case status when 'accepted' then sign else 0 end))::docextract.call_counts as total
        from (
            select sign, status, file_id, case when is_part then 0 else sign end as own, case when is_part then '(several)' else document_type end as type
            from unnest(changes)) as change
        join lateral (
            select coalesce(budget_day, (called_at at time zone 'utc')::date) as day, model, count(*) as calls,
                   count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'uncertain') as uncertain,
                   count(*) filter (where state = 'cached') as cached, coalesce(sum(input_tokens), 0) as input_tokens,
                   coalesce(sum(cached_input_tokens), 0) as cached_input_tokens, coalesce(sum(output_tokens), 0) as output_tokens,
                   coalesce(sum(predicted_input_tokens) filter (where input_tokens is not null), 0) as predicted_tokens,
                   coalesce(sum(input_tokens) filter (where predicted_input_tokens is not null), 0) as compared_tokens,
                   count(cost) as priced, coalesce(sum(cost), 0) as cost
            from docextract.model_calls where document_id = change.file_id and state <> 'reserved'
            group by 1, 2) as made on true
        group by day, model, type) as totals;
end
$$;

-- Names of sellers do not outlive their documents: rows that add up to nothing go. Rows that another transaction holds are left to
-- the next that takes something away.
create function docextract.forget_sellers(changes docextract.counted_document[]) returns void
    language plpgsql as
$$
declare
    keys constant text[] := (
        select array_agg(distinct seller_key) from (
            select docextract.seller_key(seller) as seller_key from unnest(changes) where finished_at is not null
            group by id, docextract.seller_key(seller) having sum(sign) < 0) as lost);
begin
    if keys is null then
        return;
    end if;

    with held as (
        select seller_key, slot, accepted, needs_review, rejected from docextract.seller_counts
        where seller_key = any(keys) for update skip locked),
    empty as (
        select seller_key from held group by seller_key having sum(accepted) = 0 and sum(needs_review) = 0 and sum(rejected) = 0)
    delete from docextract.seller_counts counts using held
    where counts.seller_key = held.seller_key and counts.slot = held.slot and held.seller_key in (select seller_key from empty);

    with held as (
        select month, rule, severity, seller_key, slot, documents, findings from docextract.finding_counts
        where seller_key = any(keys) for update skip locked),
    empty as (
        select month, rule, severity, seller_key from held group by month, rule, severity, seller_key having sum(documents) = 0 and sum(findings) = 0)
    delete from docextract.finding_counts counts using held
    where (counts.month, counts.rule, counts.severity, counts.seller_key, counts.slot) = (held.month, held.rule, held.severity, held.seller_key, held.slot)
      and (held.month, held.rule, held.severity, held.seller_key) in (select month, rule, severity, seller_key from empty);
end
$$;

create index finding_counts_newest on docextract.finding_counts (month desc, rule, severity, seller_key);
create index finding_counts_seller on docextract.finding_counts (seller_key);

create function docextract.count_changed_rows() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
declare
    changes docextract.counted_document[];
    accepted_parts docextract.counted_document[];
begin
    select array_agg(docextract.counted(case tg_op when 'DELETE' then -1 else 1 end, id, parent_id, status, document_type, requested_type, reader,
        seller_name, queued_at, finished_at, duration_ms, page_count, model_cost)) into changes from changed;
    if changes is null then
        return null;
    end if;

    perform docextract.count_documents(changes);
    accepted_parts := (select array_agg(change) from unnest(changes) as change where is_part and status = 'accepted');
    if accepted_parts is not null then
        perform docextract.move_calls(accepted_parts);
    end if;
    perform docextract.forget_sellers(changes);
    return null;
end
$$;

create function docextract.count_updated_rows() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
declare
    changes docextract.counted_document[];
begin
    -- A lease that is renewed, which happens all the time, ends here.
    with pair as (
        select docextract.counted(-1, b.id, b.parent_id, b.status, b.document_type, b.requested_type, b.reader, b.seller_name,
                   b.queued_at, b.finished_at, b.duration_ms, b.page_count, b.model_cost) as was,
               docextract.counted(1, a.id, a.parent_id, a.status, a.document_type, a.requested_type, a.reader, a.seller_name,
                   a.queued_at, a.finished_at, a.duration_ms, a.page_count, a.model_cost) as is_now
        from before b join after a on a.id = b.id
        where (b.status, b.document_type, b.requested_type, b.reader, b.seller_name, b.queued_at, b.finished_at, b.duration_ms, b.page_count, b.model_cost)
            is distinct from (a.status, a.document_type, a.requested_type, a.reader, a.seller_name, a.queued_at, a.finished_at, a.duration_ms, a.page_count, a.model_cost))
    select array_agg(side) into changes from pair cross join lateral (values (was), (is_now)) as sides (side);
    if changes is null then
        return null;
    end if;

    perform docextract.count_documents(changes);
    perform docextract.move_counts(changes);
    if exists (select from unnest(changes) group by id having count(distinct (document_type, status = 'accepted')) > 1) then
        perform docextract.move_calls(changes);
    end if;
    perform docextract.forget_sellers(changes);
    return null;
end
$$;

create trigger documents_counted_added after insert on docextract.documents
    referencing new table as changed for each statement execute function docextract.count_changed_rows();
create trigger documents_counted_removed after delete on docextract.documents
    referencing old table as changed for each statement execute function docextract.count_changed_rows();
create trigger documents_counted_changed after update on docextract.documents
    referencing old table as before new table as after for each statement execute function docextract.count_updated_rows();

-- What hangs on a document is deleted while it is still there to say under what it was counted.
create function docextract.delete_counted() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
begin
    delete from docextract.fields where document_id = old.id;
    delete from docextract.findings where document_id = old.id;
    delete from docextract.corrections where document_id = old.id;
    return old;
end
$$;

create trigger documents_delete_counted before delete on docextract.documents for each row execute function docextract.delete_counted();

create type docextract.counted_finding as (sign integer, document_id bigint, rule text, severity text);

create function docextract.count_findings(changes docextract.counted_finding[]) returns void
    language plpgsql as
$$
begin
    -- Of several findings of a rule the first that comes, or the last that goes, counts for the document.
    perform docextract.add_counts(array_agg(total))
    from (
        select row(docextract.month_of(finished_at), change.rule, change.severity, docextract.seller_key(seller_name), 0,
            min(docextract.shown_seller(seller_name)), sum(case when held.findings = greatest(change.findings, 0) then sign(change.findings) else 0 end),
            sum(change.findings))::docextract.finding_counts as total
        from (select document_id, rule, severity, sum(sign) as findings from unnest(changes) group by document_id, rule, severity) as change
        join docextract.documents on documents.id = change.document_id
        join lateral (
            select count(*) as findings from docextract.findings
            where document_id = change.document_id and findings.rule = change.rule and findings.severity = change.severity) as held on true
        where finished_at is not null
        group by docextract.month_of(finished_at), change.rule, change.severity, docextract.seller_key(seller_name)) as totals;
end
$$;

create function docextract.count_changed_findings() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
begin
    perform docextract.count_findings((
        select array_agg(row(case tg_op when 'DELETE' then -1 else 1 end, document_id, rule, severity)::docextract.counted_finding) from changed));
    return null;
end
$$;

create trigger findings_counted_added after insert on docextract.findings
    referencing new table as changed for each statement execute function docextract.count_changed_findings();
create trigger findings_counted_removed after delete on docextract.findings
    referencing old table as changed for each statement execute function docextract.count_changed_findings();

create function docextract.count_changed_fields() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
declare
    sign constant integer := case tg_op when 'DELETE' then -1 else 1 end;
begin
    perform docextract.add_counts(array_agg(total))
    from (
        select row(docextract.shown_type(status, document_type, requested_type), docextract.field_pattern(field), 0, sign * count(*),
            sign * count(*) filter (where support >= 0.5), sign * count(changed.confidence), sign * coalesce(sum(changed.confidence), 0), 0, 0)::docextract.field_counts as total
        from changed join docextract.documents on documents.id = changed.document_id
        group by docextract.shown_type(status, document_type, requested_type), docextract.field_pattern(field)) as totals;
    return null;
end
$$;

create trigger fields_counted_added after insert on docextract.fields
    referencing new table as changed for each statement execute function docextract.count_changed_fields();
create trigger fields_counted_removed after delete on docextract.fields
    referencing old table as changed for each statement execute function docextract.count_changed_fields();

create function docextract.count_changed_corrections() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
declare
    sign constant integer := case tg_op when 'DELETE' then -1 else 1 end;
begin
    perform docextract.add_counts(array_agg(total))
    from (
        select row(docextract.shown_type(status, document_type, requested_type), docextract.field_pattern(field), 0, 0, 0, 0, 0,
            sign * count(*) filter (where old_value is distinct from new_value),
            sign * count(*) filter (where old_value is not distinct from new_value))::docextract.field_counts as total
        from changed join docextract.documents on documents.id = changed.document_id
        group by docextract.shown_type(status, document_type, requested_type), docextract.field_pattern(field)) as totals;
    return null;
end
$$;

create trigger corrections_counted_added after insert on docextract.corrections
    referencing new table as changed for each statement execute function docextract.count_changed_corrections();
create trigger corrections_counted_removed after delete on docextract.corrections
    referencing old table as changed for each statement execute function docextract.count_changed_corrections();

create type docextract.counted_call as (
    sign integer, document_id bigint, day date, model text, state text, input_tokens bigint, cached_input_tokens bigint,
    output_tokens bigint, predicted_tokens bigint, cost numeric);

create function docextract.count_calls(changes docextract.counted_call[]) returns void
    language plpgsql as
$$
begin
    perform docextract.add_counts(array_agg(total))
    from (
        select row(day, model, type, 0, sum(calls), sum(failed), sum(uncertain), sum(cached), sum(input_tokens), sum(cached_input_tokens),
            sum(output_tokens), sum(predicted_tokens), sum(compared_tokens), sum(priced), sum(cost), sum(first), sum(first * accepted))::docextract.call_counts as total
        from (
            select change.*, docextract.shown_type(documents.status, documents.document_type, documents.requested_type) as type,
                   -- The first settled call of a document to a model on a day counts for the document.
                   case when change.calls > 0 and change.calls = (
                       select count(*) from docextract.model_calls made
                       where made.document_id = change.document_id and made.model = change.model and made.state <> 'reserved'
                         and coalesce(made.budget_day, (made.called_at at time zone 'utc')::date) = change.day) then 1 else 0 end as first,
                   case documents.status when 'accepted' then 1
                       when 'split' then (select count(*) from docextract.documents part where part.parent_id = documents.id and part.status = 'accepted')
                       else 0 end as accepted
            from (
                select document_id, day, model, sum(sign) as calls, sum(case state when 'failed' then sign else 0 end) as failed,
                       sum(case state when 'uncertain' then sign else 0 end) as uncertain, sum(case state when 'cached' then sign else 0 end) as cached,
                       sum(sign * coalesce(input_tokens, 0)) as input_tokens, sum(sign * coalesce(cached_input_tokens, 0)) as cached_input_tokens,
                       sum(sign * coalesce(output_tokens, 0)) as output_tokens,
                       sum(case when input_tokens is not null then sign * coalesce(predicted_tokens, 0) else 0 end) as predicted_tokens,
                       sum(case when predicted_tokens is not null then sign * coalesce(input_tokens, 0) else 0 end) as compared_tokens,
                       sum(case when cost is not null then sign else 0 end) as priced, sum(sign * coalesce(cost, 0)) as cost
                from unnest(changes) where state <> 'reserved' group by document_id, day, model) as change
            join docextract.documents documents on documents.id = change.document_id) as change
        group by day, model, type) as totals;
end
$$;

create function docextract.count_added_calls() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
begin
    perform docextract.count_calls((
        select array_agg(row(1, document_id, coalesce(budget_day, (called_at at time zone 'utc')::date), model, state, input_tokens,
            cached_input_tokens, output_tokens, predicted_input_tokens, cost)::docextract.counted_call)
        from changed));
    return null;
end
$$;

create function docextract.count_settled_calls() returns trigger
    language plpgsql security definer set search_path = pg_catalog as
$$
begin
    perform docextract.count_calls((
        select array_agg(row(sign, document_id, coalesce(budget_day, (called_at at time zone 'utc')::date), model, state, input_tokens,
            cached_input_tokens, output_tokens, predicted_input_tokens, cost)::docextract.counted_call)
        from (select -1 as sign, * from before union all select 1, * from after) as side));
    return null;
end
$$;

create trigger model_calls_counted_added after insert on docextract.model_calls
    referencing new table as changed for each statement execute function docextract.count_added_calls();
create trigger model_calls_counted_settled after update on docextract.model_calls
    referencing old table as before new table as after for each statement execute function docextract.count_settled_calls();

-- Also for whoever doubts the counts: counts everything anew, while nobody writes. What calls of deleted documents cost is known
-- from the counts alone; those are counted only where there are none.
create function docextract.recount() returns void
    language plpgsql as
$$
declare
    step constant integer := 20000;
    calls_counted boolean;
begin
    lock table docextract.documents, docextract.fields, docextract.findings, docextract.corrections, docextract.model_calls in share row exclusive mode;
    delete from docextract.document_counts;
    delete from docextract.seller_counts;
    delete from docextract.finding_counts;
    delete from docextract.field_counts;
    calls_counted := exists (select from docextract.call_counts);
    for low in (select coalesce(min(id), 0) from docextract.documents)..(select coalesce(max(id), -1) from docextract.documents) by step loop
        perform docextract.count_documents(array_agg(docextract.counted(1, id, parent_id, status, document_type, requested_type, reader, seller_name,
            queued_at, finished_at, duration_ms, page_count, model_cost)))
        from docextract.documents where id >= low and id < low + step;
        perform docextract.count_findings(array_agg(row(1, document_id, rule, severity)::docextract.counted_finding))
        from docextract.findings where document_id >= low and document_id < low + step;
        perform docextract.add_counts(array_agg(total))
        from (
            select row(docextract.shown_type(status, document_type, requested_type), held.field, 0, sum(held.found), sum(held.on_page), sum(held.weighed),
                sum(held.confidence), sum(held.corrected), sum(held.confirmed))::docextract.field_counts as total
            from docextract.documents join lateral docextract.values_of(documents.id) as held on true
            where documents.id >= low and documents.id < low + step
            group by docextract.shown_type(status, document_type, requested_type), held.field) as totals;
        if not calls_counted then
            perform docextract.count_calls(array_agg(row(1, document_id, coalesce(budget_day, (called_at at time zone 'utc')::date), model, state, input_tokens,
                cached_input_tokens, output_tokens, predicted_input_tokens, cost)::docextract.counted_call))
            from docextract.model_calls where document_id >= low and document_id < low + step;
        end if;
    end loop;
end
$$;

comment on function docextract.recount() is 'Counts documents, sellers, findings, values and, where none are counted, calls anew; writers wait meanwhile.';

select docextract.recount();
