-- Amounts that are a tenant's, a user's or a key's own, each line as QuotaText writes it; null: none. The previous version knows
-- none of them and leaves them as they are.

-- What is in force stands in quotas: it is made of the three others at each change.
alter table tenants
    add column quotas text,
    add column own_quotas text,
    add column raised_quotas text,
    add column ruled_quotas text;
alter table users
    add column own_quotas text,
    add column raised_quotas text;
alter table api_keys add column quotas text;

do $$
declare
    platform text := current_database() || '_platform';
begin
    execute format('grant update (quotas, own_quotas, raised_quotas, ruled_quotas) on tenants to %I', platform);
    execute format('create policy quotas_kept on users for update to %I using (true) with check (true)', platform);
    execute format('grant select (own_quotas, raised_quotas), update (own_quotas, raised_quotas) on users to %I', platform);
end $$;

-- Who asks for more for a time, and what was decided. A user sees its own, an administrator its tenant's.
create table limit_requests (
    request_id uuid primary key,
    tenant_id text not null constraint limit_requests_tenant references tenants,
    -- Null: an administrator that acts as no user.
    user_id text,
    scope text not null check (scope in ('user', 'tenant')),
    quota text not null,
    amount bigint not null check (amount >= 0),
    reason text not null,
    -- Counted from the decision, where no moment is named.
    for_seconds integer,
    until_at timestamptz,
    status text not null check (status in ('pending', 'approved', 'rejected')),
    granted_amount bigint,
    granted_until timestamptz,
    decided_by text,
    decided_at timestamptz,
    created_at timestamptz not null,
    constraint limit_requests_user foreign key (tenant_id, user_id) references users on delete cascade,
    check (scope = 'tenant' or user_id is not null),
    check ((for_seconds is null) <> (until_at is null)),
    check ((status = 'pending') = (decided_at is null)),
    check ((status = 'approved') = (granted_until is not null and granted_amount is not null))
);
create index limit_requests_of_tenant on limit_requests (tenant_id, request_id);
create index limit_requests_open on limit_requests (tenant_id, user_id) where status = 'pending';
alter table limit_requests enable row level security;
alter table limit_requests force row level security;
call nanobot.allow_platform('limit_requests', 'select, update');

do $$
declare
    app text := current_database() || '_app';
begin
    execute format($policy$create policy own_or_administered_rows on limit_requests to %I
        using (tenant_id = current_setting('app.tenant_id', true)
            and (user_id = current_setting('app.user_id', true) or current_setting('app.role', true) = 'tenant_admin'))
        with check (tenant_id = current_setting('app.tenant_id', true)
            and (user_id = current_setting('app.user_id', true) or current_setting('app.role', true) = 'tenant_admin'))$policy$, app);
    -- Decided by the platform's login alone, which holds the tenant's row meanwhile.
    execute format('grant select, insert, delete on limit_requests to %I', app);
end $$;

-- Rules that put other amounts in force while they hold. What they come to is in the tenant's ruled_quotas; due_at is when that may change.
create table quota_rules (
    tenant_id text not null constraint quota_rules_tenant references tenants,
    name text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$'),
    quota text not null,
    amount bigint,
    factor numeric,
    minimum bigint,
    maximum bigint,
    -- As the API writes it.
    schedule text not null,
    holds boolean not null default false,
    due_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, name),
    check ((amount is null) <> (factor is null))
);
call nanobot.protect_tenant_table('quota_rules');
call nanobot.allow_platform('quota_rules', 'select, insert, update, delete');
create index quota_rules_due on quota_rules (due_at);
do $$ begin
    execute format('revoke insert, update, delete on quota_rules from %I', current_database() || '_app');
end $$;
