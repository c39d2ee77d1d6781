-- Every call of a language model: one row, written before it and closed after it. What a day came to is always the sum of its rows.

create table nanobot.model_calls (
    call_id uuid primary key,
    tenant_id text not null check (tenant_id <> ''),
    user_id text,
    key_id text,
    purpose text not null,
    subject text,
    run_id uuid,
    state text not null check (state in ('reserved', 'settled', 'failed', 'abandoned')),
    model text not null,
    reserved_tokens bigint not null,
    attempts int not null default 0,
    prompt_tokens bigint not null default 0,
    completion_tokens bigint not null default 0,
    reasoning_tokens bigint not null default 0,
    cached_tokens bigint not null default 0,
    estimated boolean not null default false,
    price_version text,
    cost_micros bigint not null default 0,
    -- Of a call that runs: what it is known to have come to, for whoever closes the row of a process that died.
    known_prompt bigint not null default 0,
    known_completion bigint not null default 0,
    known_cost bigint not null default 0,
    -- The budgets that it has reserved of: their names, and the windows as they were then.
    budgets text[] not null,
    window_starts timestamptz[] not null,
    window_ends timestamptz[] not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    held_until timestamptz,
    trace_id text
);
call nanobot.protect_tenant_table('nanobot.model_calls');
call nanobot.allow_platform('nanobot.model_calls', 'select, update');
create index model_calls_of_tenant on nanobot.model_calls (tenant_id, began_at);
create index model_calls_of_run on nanobot.model_calls (tenant_id, run_id) where run_id is not null;
create index model_calls_open on nanobot.model_calls (held_until) where state = 'reserved';

-- What the calls of a window came to so far, beside them: a sum that need not be made again for each call, with the number of its changes.
create table nanobot.model_budgets (
    tenant_id text not null check (tenant_id <> ''),
    budget text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    is_money boolean not null,
    settled bigint not null,
    version bigint not null default 1,
    elsewhere bigint not null default 0,
    touched_at timestamptz not null default now(),
    primary key (tenant_id, budget, starts_at, ends_at)
);
call nanobot.protect_tenant_table('nanobot.model_budgets');
call nanobot.allow_platform('nanobot.model_budgets', 'select, update, delete');
create index model_budgets_touched on nanobot.model_budgets (touched_at);
