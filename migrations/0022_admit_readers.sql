-- Who looks at reports needs to see nothing else: docextract_reader is for people and programs that read the schema report. It is a
-- group; people get logins of their own in it: create role ada login password '...' in role docextract_reader.

-- Gives the reader what it may see; also to be called where the role is made later. Returns whether there is such a role.
create function docextract.admit_readers() returns boolean
    language plpgsql as
$$
begin
    if not exists (select from pg_roles where rolname = 'docextract_reader') then
        return false;
    end if;

    grant usage on schema report to docextract_reader;
    grant select on all tables in schema report to docextract_reader;
    alter default privileges in schema report grant select on tables to docextract_reader;
    return true;
end
$$;

comment on function docextract.admit_readers() is
    'Grants the role docextract_reader the views of the schema report and nothing else; false where there is no such role.';

revoke all on function docextract.admit_readers(), docextract.recount() from public;
revoke all on schema docextract from public;

do $$
begin
    if not exists (select from pg_roles where rolname = 'docextract_reader') then
        create role docextract_reader nologin;
    end if;
exception
    -- Whoever migrates need not be allowed to make roles; nothing but this role is missing then. Or another database of this
    -- server was migrated at the same time.
    when insufficient_privilege or duplicate_object or unique_violation then
        raise notice 'The role docextract_reader was not made: %', sqlerrm;
end
$$;

select docextract.admit_readers();
