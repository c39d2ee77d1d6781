-- Who did what, or was refused it. Rows are added and read; only those past their retention are taken away, by the platform's login.

create table audit_entries (
    entry_id uuid primary key,
    -- Null: it concerns no tenant.
    tenant_id text,
    -- Room for a number of each tenant's own, by which a row that is missing could be told.
    seq bigint,
    at timestamptz not null,
    operation text not null,
    target text,
    outcome text not null,
    role text not null,
    user_id text,
    key_id text,
    address text,
    trace_id text,
    count integer not null,
    recorded_at timestamptz not null default now()
);
-- A page is read by one of these, newest first, however many rows there are.
create index audit_entries_of_tenant on audit_entries (tenant_id, at, entry_id);
create index audit_entries_of_user on audit_entries (tenant_id, user_id, at, entry_id) where user_id is not null;
create index audit_entries_of_trace on audit_entries (trace_id, at, entry_id) where trace_id is not null;
create index audit_entries_of_all on audit_entries (at, entry_id);

alter table audit_entries enable row level security;
alter table audit_entries force row level security;
do $$
declare
    app text := current_database() || '_app';
begin
    -- Everybody's transactions add rows of their tenant; its administrator reads them.
    execute format($policy$create policy added_by_all_read_by_administrators on audit_entries to %I
        using (tenant_id = current_setting('app.tenant_id', true) and current_setting('app.role', true) = 'tenant_admin')
        with check (tenant_id = current_setting('app.tenant_id', true))$policy$, app);
    execute format('grant select, insert on audit_entries to %I', app);
end $$;
call nanobot.allow_platform('audit_entries', 'select, insert, delete');
