-- Rows say who acts, never with a signed context: that is made when a row is taken up, with the keys of that day.

-- Null where the previous version wrote the row: then its envelope says it.
alter table nanobot.outbox
    add column user_id text,
    add column role text check (role in ('user', 'tenant_admin')),
    add column plan text,
    add column epoch bigint;

-- What is on its way was signed with a secret that nobody accepts any more. All of the window goes out again, signed anew;
-- inboxes absorb what had arrived.
alter table nanobot.outbox no force row level security;
update nanobot.outbox set published_at = null where published_at is not null;
alter table nanobot.outbox force row level security;

-- What is known of tenants' states where stored work is claimed. A tenant without a row is not known: its work waits.
create table nanobot.tenant_states (
    tenant_id text primary key check (tenant_id <> ''),
    status text not null check (status in ('active', 'trial', 'suspended', 'expired', 'deleted')),
    plan text,
    epoch bigint not null,
    changed_at timestamptz not null default now()
);
call nanobot.protect_tenant_table('nanobot.tenant_states');
call nanobot.allow_platform('nanobot.tenant_states', 'select');
