-- Events on their way out (written with the state they tell of) and events seen (written with their effect).

create table nanobot.outbox (
    id bigint generated always as identity primary key,
    event_id uuid not null unique,
    tenant_id text not null check (tenant_id <> ''),
    topic text not null,
    envelope text not null,
    created_at timestamptz not null default now(),
    published_at timestamptz
);
call nanobot.protect_tenant_table('nanobot.outbox');
call nanobot.allow_platform('nanobot.outbox', 'select, update, delete');
create index outbox_waiting on nanobot.outbox (id) where published_at is null;
create index outbox_published on nanobot.outbox (published_at) where published_at is not null;

-- What the broker must still know: its copy of the mark falls behind this one when it has lost entries.
create table nanobot.outbox_mark (
    singleton boolean primary key default true check (singleton),
    epoch uuid not null,
    sequence bigint not null
);
insert into nanobot.outbox_mark (epoch, sequence) values (gen_random_uuid(), 0);
do $$ begin
    execute format('grant select, update on nanobot.outbox_mark to %I', current_database() || '_platform');
end $$;

create table nanobot.inbox (
    tenant_id text not null check (tenant_id <> ''),
    source text not null,
    event_id text not null,
    received_at timestamptz not null default now(),
    primary key (tenant_id, source, event_id)
);
call nanobot.protect_tenant_table('nanobot.inbox');
call nanobot.allow_platform('nanobot.inbox', 'select, delete');
create index inbox_received on nanobot.inbox (received_at);
