-- Tenants, their users and everybody's API keys.

create table tenants (
    tenant_id text primary key check (tenant_id ~ '^[a-z0-9][a-z0-9_-]{1,48}[a-z0-9]$'),
    name text not null check (name <> ''),
    tier text not null check (tier in ('free', 'basic', 'professional', 'enterprise')),
    status text not null check (status in ('active', 'trial', 'suspended', 'expired', 'deleted')),
    time_zone text not null,
    epoch bigint not null,
    -- SHA-256 of what the tenant was created with: tells a repeated request from a different one, whatever changed since.
    creation_digest bytea not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
call nanobot.protect_tenant_table('tenants');
call nanobot.allow_platform('tenants', 'select');

create table users (
    tenant_id text not null constraint users_tenant references tenants,
    user_id text not null check (user_id ~ '^[A-Za-z0-9][A-Za-z0-9_.@-]{2,49}$'),
    watchlist jsonb not null,
    preferences jsonb not null,
    custom_data jsonb not null,
    creation_digest bytea not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, user_id)
);
alter table users enable row level security;
alter table users force row level security;

-- Operators' keys have no tenant. No policy names the application's login: only the platform's sees keys at all.
create table api_keys (
    key_id text primary key,
    tenant_id text constraint api_keys_tenant references tenants,
    user_id text,
    role text not null check (role in ('user', 'tenant_admin', 'operator')),
    key_hash bytea not null unique check (length(key_hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz,
    constraint api_keys_user foreign key (tenant_id, user_id) references users on delete cascade,
    check ((role = 'operator') = (tenant_id is null)),
    check (role <> 'user' or user_id is not null),
    check (role <> 'operator' or user_id is null)
);
alter table api_keys enable row level security;
alter table api_keys force row level security;
call nanobot.allow_platform('api_keys', 'select, insert, update, delete');
create index api_keys_of_tenant on api_keys (tenant_id, key_id);
create index api_keys_of_user on api_keys (tenant_id, user_id) where user_id is not null;

do $$
declare
    app text := current_database() || '_app';
begin
    -- A tenant enters itself once and reads itself; nothing changes or removes it through the application's login.
    execute format('revoke update, delete on tenants from %I', app);
    -- A user has its own row; an administrator the rows of its tenant.
    execute format($policy$create policy own_or_administered_rows on users to %I
        using (tenant_id = current_setting('app.tenant_id', true)
            and (user_id = current_setting('app.user_id', true) or current_setting('app.role', true) = 'tenant_admin'))
        with check (tenant_id = current_setting('app.tenant_id', true)
            and (user_id = current_setting('app.user_id', true) or current_setting('app.role', true) = 'tenant_admin'))$policy$, app);
    execute format('grant select, insert, update on users to %I', app);
end $$;
