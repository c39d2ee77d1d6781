-- Policies of tenants and, in rows without a tenant, of the installation. Such rows no tenant's login sees.

-- One row a set: whoever changes the set holds it, so that its bounds hold and its version rises by one each time.
create table policy_sets (
    tenant_id text constraint policy_sets_tenant references tenants,
    owner text primary key generated always as (coalesce(tenant_id, '*')) stored,
    version bigint not null
);
call nanobot.protect_tenant_table('policy_sets');
call nanobot.allow_platform('policy_sets', 'select, insert, update');

create table policies (
    tenant_id text constraint policies_tenant references tenants,
    owner text generated always as (coalesce(tenant_id, '*')) stored,
    name text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$'),
    -- The policy as the API writes it, and as text: a number of it is kept as it was written.
    document text not null,
    -- Its size in the index of its set.
    combinations integer not null,
    -- The set's version at which it last changed: rises with each change, also when a policy of the same name came before.
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (owner, name)
);
call nanobot.protect_tenant_table('policies');
call nanobot.allow_platform('policies', 'select, insert, update, delete');
