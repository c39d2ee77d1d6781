-- What a run came to, as its report or its turn has told, and why one was passed over where somebody wanted it so.
alter table occurrences add column tokens bigint, add column cost_micros bigint, add column reason text;
create index occurrences_used on occurrences (tenant_id, user_id, scheduled_for desc) where tokens is not null;

-- Of each thing that jobs do, what its latest runs in the whole tenant came to, the newest first: figures, and of nobody in particular.
create table run_costs (
    tenant_id text not null check (tenant_id <> ''),
    what text not null,
    tokens bigint[] not null,
    cost_micros bigint[] not null,
    primary key (tenant_id, what)
);
call nanobot.protect_tenant_table('run_costs');
