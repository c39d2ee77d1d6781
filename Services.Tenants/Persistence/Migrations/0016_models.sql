-- Models that tenants and users have brought, with the keys of their servers, sealed. Rows without a user are the tenant's own, which all its users may ask.

create table models (
    tenant_id text not null constraint models_tenant references tenants,
    user_id text,
    owner text not null generated always as (coalesce(user_id, '')) stored,
    name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    address text not null,
    model text not null,
    -- Key and headers of its server, sealed for this tenant, user, name and address; the key that sealed it; what may be shown of them.
    secret text not null,
    secret_key text not null,
    key_hint text,
    header_names text[] not null,
    in_chain boolean not null,
    place integer not null,
    takes_images boolean not null,
    takes_tools boolean not null,
    context_tokens integer,
    input_price bigint,
    cached_input_price bigint,
    output_price bigint,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, owner, name),
    constraint models_user foreign key (tenant_id, user_id) references users (tenant_id, user_id) on delete cascade
);
create index models_secret_key on models (secret_key);
call nanobot.protect_tenant_table('models');
-- What is sealed is sealed anew when its key changes, and goes with its tenant.
call nanobot.allow_platform('models', 'select, update, delete');

-- A user's are for nobody else of the tenant.
do $$ begin
    execute format('create policy own_rows on models as restrictive to %I
        using (user_id is null or user_id = current_setting(''app.user_id'', true))
        with check (user_id is null or user_id = current_setting(''app.user_id'', true))', current_database() || '_app');
end $$;
