-- Every change that gateways must know of before it is acknowledged, numbered in the order of their commits: the number is taken from one
-- row as the last step of the changing transaction, which holds that row until it has committed. A transaction that fails leaves no gap.

create table tenant_changes (
    n bigint primary key,
    -- '*' where it concerns all tenants.
    tenant_id text not null check (tenant_id <> ''),
    at timestamptz not null
);
call nanobot.protect_tenant_table('tenant_changes');
call nanobot.allow_platform('tenant_changes', 'select, insert, delete');

create table nanobot.change_counter (
    singleton boolean primary key default true check (singleton),
    n bigint not null
);
insert into nanobot.change_counter (n) values (0);

-- Keys that reach only some operations (null: all that their role may), when a key was used last, and by which one it was replaced.
alter table api_keys
    add column scopes text[] check (cardinality(scopes) > 0),
    add column last_used_at timestamptz,
    add column replaced_by text;

do $$
declare
    app text := current_database() || '_app';
    platform text := current_database() || '_platform';
begin
    execute format('revoke update, delete on tenant_changes from %I', app);
    execute format('grant select, update (n) on nanobot.change_counter to %I, %I', app, platform);
end $$;
