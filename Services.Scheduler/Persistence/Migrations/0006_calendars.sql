-- Days on which jobs of a tenant that name the calendar do not run.
create table schedule_calendars (
    tenant_id text not null check (tenant_id <> ''),
    name text collate "C" not null,
    -- A bit for each day from 1 January 2000 on, the lowest of each octet first: it comes along with each job that is read.
    days bytea not null,
    -- The iCalendar text that they come from, for the years after expanded_until; null where days were listed.
    source text,
    expanded_until date,
    -- Jobs are armed anew for the revision; for that of settled_revision they have been.
    revision bigint not null default 1,
    settled_revision bigint not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, name)
);
call nanobot.protect_tenant_table('schedule_calendars');
call nanobot.allow_platform('schedule_calendars', 'select, update (days, expanded_until, revision, settled_revision)');
create index schedule_calendars_changed on schedule_calendars (tenant_id, name) where revision > settled_revision;

-- The names of the calendars whose days a job leaves out; null: none.
alter table jobs add column calendars text[];

-- With each job that has any, in the same look.
create function excluded_days(tenant text, names text[]) returns bytea[] language sql stable as $$
    select array_agg(days) from schedule_calendars where tenant_id = tenant and name = any (names)
$$;
