-- What a tenant keeps in all, beside what it is kept in: its row is what writers of one tenant wait for, so that nothing goes beyond its
-- limit. It is counted by triggers: the previous version, which knows nothing of it, counts as well.

create table tenant_usage (
    tenant_id text primary key,
    sessions bigint not null default 0,
    -- Octets of all workspaces.
    storage_bytes bigint not null default 0
);
call nanobot.protect_tenant_table('tenant_usage');
call nanobot.allow_platform('tenant_usage', 'select');

-- Once a statement and not once a row: the tenant's row is taken after all others that the statement takes.
create function public.count_sessions() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into public.tenant_usage as known (tenant_id, sessions)
        select tenant_id, count(*) from changed group by tenant_id order by tenant_id
        on conflict (tenant_id) do update set sessions = known.sessions + excluded.sessions;
    else
        update public.tenant_usage as known set sessions = known.sessions - gone.sessions
        from (select tenant_id, count(*) as sessions from changed group by tenant_id) gone
        where known.tenant_id = gone.tenant_id;
    end if;
    return null;
end $$;
create trigger sessions_added after insert on chat_session referencing new table as changed for each statement execute function public.count_sessions();
create trigger sessions_removed after delete on chat_session referencing old table as changed for each statement execute function public.count_sessions();

create function public.count_storage() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into public.tenant_usage as known (tenant_id, storage_bytes)
        select tenant_id, sum(bytes) from changed group by tenant_id order by tenant_id
        on conflict (tenant_id) do update set storage_bytes = known.storage_bytes + excluded.storage_bytes;
    elsif tg_op = 'UPDATE' then
        update public.tenant_usage as known set storage_bytes = known.storage_bytes + moved.bytes
        from (
            select tenant_id, sum(bytes) as bytes
            from (select tenant_id, bytes from changed union all select tenant_id, -bytes from before) parts
            group by tenant_id having sum(bytes) <> 0) moved
        where known.tenant_id = moved.tenant_id;
    else
        update public.tenant_usage as known set storage_bytes = known.storage_bytes - gone.bytes
        from (select tenant_id, sum(bytes) as bytes from before group by tenant_id) gone
        where known.tenant_id = gone.tenant_id;
    end if;
    return null;
end $$;
create trigger storage_added after insert on workspace referencing new table as changed for each statement execute function public.count_storage();
create trigger storage_moved after update on workspace referencing old table as before new table as changed for each statement execute function public.count_storage();
create trigger storage_removed after delete on workspace referencing old table as before for each statement execute function public.count_storage();

-- What is there already. Nobody else writes from the triggers above to the end of this transaction.
alter table chat_session no force row level security;
alter table workspace no force row level security;
alter table tenant_usage no force row level security;
insert into tenant_usage (tenant_id, sessions, storage_bytes)
select tenant_id, sum(sessions), sum(bytes)
from (
    select tenant_id, 1 as sessions, 0 as bytes from chat_session
    union all
    select tenant_id, 0, bytes from workspace) kept
group by tenant_id;
alter table tenant_usage force row level security;
alter table workspace force row level security;
alter table chat_session force row level security;
