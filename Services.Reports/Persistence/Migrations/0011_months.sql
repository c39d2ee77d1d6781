-- Reports by months. What there is stays where it is, a partition of its own that takes whatever no month does: versions before this one go on with it as if it were all there is. Months
-- are by the time that ids begin with (UUID version 7), so that the keys of everything stay as they are; they begin with the one after next, so that nobody writes here what belongs there.

-- Where the archive is at with it: nothing to do (null), or when. Of what it has put in the store it knows the hashes, by which that is found and checked; from then on content, evidence
-- and words need not stand here.
alter table reports
    add column archive_at timestamptz default now(),
    add column stored_at timestamptz,
    add column content_hash text check (length(content_hash) = 64),
    add column evidence_hash text check (length(evidence_hash) = 64),
    add column tier text check (tier in ('hot', 'cold')),
    add column recalled_at timestamptz;
alter table reports drop constraint reports_check;
alter table reports add constraint reports_content_check check ((status = 'completed') = (content is not null or content_hash is not null));
alter table reports add constraint reports_stored_check check ((stored_at is null) = (content_hash is null) and (stored_at is null) = (tier is null));
alter table report_evidence alter column evidence drop not null;

create table all_reports (like reports including defaults including constraints) partition by range (report_id);
alter table all_reports add primary key (tenant_id, user_id, report_id);
call nanobot.protect_user_table('all_reports');
call nanobot.allow_platform('all_reports', 'select, update, delete');
alter table all_reports attach partition reports default;

create index all_reports_newest on all_reports (tenant_id, user_id, created_at desc, report_id desc);
create index all_reports_completed on all_reports (tenant_id, user_id, report_type, created_at desc) where status = 'completed';
create index all_reports_asked on all_reports (tenant_id, due_at) where completed_at is null and origin <> 'schedule';
create index all_reports_scheduled on all_reports (tenant_id, due_at) where completed_at is null and origin = 'schedule';
create index all_reports_key on all_reports (tenant_id, user_id, idempotency_key) where idempotency_key is not null;
create index all_reports_archive on all_reports (archive_at) where status = 'completed' and archive_at is not null;
create index all_reports_age on all_reports (tenant_id, created_at);
create index all_reports_id on all_reports (report_id);

create table all_report_evidence (like report_evidence including defaults including constraints) partition by range (report_id);
alter table all_report_evidence add primary key (tenant_id, user_id, report_id);
call nanobot.protect_user_table('all_report_evidence');
call nanobot.allow_platform('all_report_evidence', 'select, update');
alter table report_evidence drop constraint report_evidence_tenant_id_user_id_report_id_fkey;
alter table all_report_evidence attach partition report_evidence default;
alter table all_report_evidence add foreign key (tenant_id, user_id, report_id) references all_reports on delete cascade;
create index all_report_evidence_answers on all_report_evidence (tenant_id, user_id, prompt_hash, gathered_at desc) where words is not null;

alter table report_shares drop constraint report_shares_tenant_id_user_id_report_id_fkey;
alter table report_shares add foreign key (tenant_id, user_id, report_id) references all_reports on delete cascade;
alter table deliveries drop constraint deliveries_tenant_id_user_id_report_id_fkey;
alter table deliveries add foreign key (tenant_id, user_id, report_id) references all_reports on delete cascade;

-- The least id of a moment's (RFC 9562, section 5.7).
create function report_floor(moment timestamptz) returns uuid language sql immutable strict as $$
    select (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

create procedure add_report_month(month date) language plpgsql as $$
declare
    suffix text := to_char(month, 'YYYY_MM');
    first uuid := report_floor(month::timestamp at time zone 'UTC');
    beyond uuid := report_floor((month + interval '1 month') at time zone 'UTC');
begin
    execute format('create table %I partition of all_reports for values from (%L) to (%L)', 'reports_' || suffix, first, beyond);
    execute format('create table %I partition of all_report_evidence for values from (%L) to (%L)', 'report_evidence_' || suffix, first, beyond);
    -- The same key twice in a month is refused by the table itself; of two months, by whoever writes.
    execute format('create unique index on %I (tenant_id, user_id, idempotency_key) where idempotency_key is not null', 'reports_' || suffix);
    -- Nobody goes to a month but by the whole, whose rules they have then.
    execute format('alter table %I enable row level security', 'reports_' || suffix);
    execute format('alter table %I force row level security', 'reports_' || suffix);
    execute format('alter table %I enable row level security', 'report_evidence_' || suffix);
    execute format('alter table %I force row level security', 'report_evidence_' || suffix);
end $$;

create procedure drop_report_month(month date) language plpgsql as $$
declare
    suffix text := to_char(month, 'YYYY_MM');
    is_used boolean;
begin
    execute format('alter table all_report_evidence detach partition %I', 'report_evidence_' || suffix);
    execute format('alter table all_reports detach partition %I', 'reports_' || suffix);
    -- The owner sees no rows of others while it is bound by their rules.
    execute format('alter table %I no force row level security', 'reports_' || suffix);
    execute format('select exists (select from %I)', 'reports_' || suffix) into is_used;
    if is_used then
        raise exception 'the reports of % are not gone', month;
    end if;
    execute format('drop table %I, %I', 'report_evidence_' || suffix, 'reports_' || suffix);
end $$;

-- Called whenever the database is migrated: there are the months of a quarter ahead, and what is empty and over goes. Where it is not called for longer, the partition of before takes what comes.
create procedure upkeep() language plpgsql as $$
declare
    month date := date_trunc('month', now() at time zone 'UTC');
    made date;
begin
    select max(to_date(right(relname, 7), 'YYYY_MM')) into made
    from pg_inherits join pg_class on pg_class.oid = inhrelid where inhparent = 'all_reports'::regclass and relname ~ '^reports_\d{4}_\d{2}$';
    -- What is made with all the rest at once has been written by nobody yet, and begins with this month.
    if made is null and pg_relation_size('reports') = 0 and (select min(applied_at) from nanobot.schema_migrations) > now() - interval '10 minutes' then
        made := month - interval '1 month';
    elsif made is null or made < month + interval '1 month' then
        made := month + interval '1 month';
    end if;
    while made < month + interval '3 months' loop
        made := made + interval '1 month';
        call add_report_month(made);
    end loop;

    for made in
        select to_date(right(relname, 7), 'YYYY_MM')
        from pg_inherits join pg_class on pg_class.oid = inhrelid where inhparent = 'all_reports'::regclass and relname ~ '^reports_\d{4}_\d{2}$'
    loop
        -- Nothing at all, as vacuum leaves what all rows are gone from: to look for rows would have to lock out whoever works.
        if made + interval '1 month' <= month and pg_relation_size(format('%I', 'reports_' || to_char(made, 'YYYY_MM'))) = 0 then
            call drop_report_month(made);
        end if;
    end loop;
end $$;

-- When a tenant wants its reports gone, where it is another time than the installation's.
create table report_retention (
    tenant_id text primary key check (tenant_id <> ''),
    days int not null check (days between 1 and 3660),
    updated_at timestamptz not null
);
call nanobot.protect_tenant_table('report_retention');
call nanobot.allow_platform('report_retention', 'select');

-- Up to where the store has been looked through for what belongs to no report, and by whom it is at present.
create table archive_sweep (
    singleton boolean primary key default true check (singleton),
    behind text,
    due_at timestamptz not null default now()
);
insert into archive_sweep default values;
do $$ begin
    execute format('grant select, update on archive_sweep to %I', current_database() || '_platform');
end $$;
