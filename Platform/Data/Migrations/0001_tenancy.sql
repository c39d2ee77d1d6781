-- Row-level security in three procedures, so that a migration protects a table in one line.
-- Settings: app.tenant_id, app.user_id, app.role, set per transaction. Unset or empty, they match no row.

create schema if not exists nanobot;

revoke create on schema public from public;
do $$ begin
    execute format('grant usage on schema public, nanobot to %I, %I', current_database() || '_app', current_database() || '_platform');
end $$;

-- Rows that belong to a tenant as a whole.
create procedure nanobot.protect_tenant_table(target regclass) language plpgsql as $$
declare
    app text := current_database() || '_app';
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant_rows on %s to %I
        using (tenant_id = current_setting(''app.tenant_id'', true))
        with check (tenant_id = current_setting(''app.tenant_id'', true))', target, app);
    execute format('grant select, insert, update, delete on %s to %I', target, app);
end $$;

-- Rows that belong to one user of a tenant.
create procedure nanobot.protect_user_table(target regclass) language plpgsql as $$
declare
    app text := current_database() || '_app';
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy user_rows on %s to %I
        using (tenant_id = current_setting(''app.tenant_id'', true) and user_id = current_setting(''app.user_id'', true))
        with check (tenant_id = current_setting(''app.tenant_id'', true) and user_id = current_setting(''app.user_id'', true))', target, app);
    execute format('grant select, insert, update, delete on %s to %I', target, app);
end $$;

-- Lets the platform's login at a table that is protected already, with just the given privileges.
create procedure nanobot.allow_platform(target regclass, privileges text) language plpgsql as $$
declare
    platform text := current_database() || '_platform';
begin
    execute format('create policy platform_rows on %s to %I using (true) with check (true)', target, platform);
    execute format('grant %s on %s to %I', privileges, target, platform);
end $$;
