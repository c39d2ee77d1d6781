-- Turns that outlive the connection they were asked for on: a message, and what became of it.
-- due_at says when a worker may take a run: at once, after a failed attempt, or at the end of the lease of one at work.
create table chat_run (
    tenant_id text not null,
    user_id text not null,
    run_id uuid not null,
    session_id uuid not null,
    -- Its place among those of its session, which are answered in this order.
    place bigint not null generated always as identity,
    state text not null check (state in ('queued', 'running', 'completed', 'failed', 'cancelled')),
    question text not null,
    -- Whether the turn at work is told of it, where one is; and which turn was, as long as that is not written.
    steers boolean not null,
    told_to uuid,
    -- JSON as text, as it is answered.
    answer text,
    error text,
    cancel_asked_at timestamptz,
    -- How often it was taken up; and how often of these it was not given back untouched.
    claims integer not null default 0,
    attempts integer not null default 0,
    -- Whoever works on it holds its session under the same id. The one before may hold the session still, where it died.
    lease_id uuid,
    previous_lease_id uuid,
    due_at timestamptz not null,
    trace_parent text,
    -- The key by which it was asked for, and the amounts of the user's and the key's own at that moment: what limits them limits their runs.
    key_id text,
    user_quotas text,
    key_quotas text,
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    primary key (tenant_id, user_id, run_id),
    foreign key (tenant_id, user_id, session_id) references chat_session on delete cascade,
    check ((state in ('completed', 'failed', 'cancelled')) = (ended_at is not null)),
    check ((state = 'running') = (lease_id is not null))
);
call nanobot.protect_user_table('chat_run');
call nanobot.allow_platform('chat_run', 'select, update, delete');
create index chat_run_due on chat_run (tenant_id, due_at) where ended_at is null;
create index chat_run_waiting on chat_run (tenant_id, user_id, session_id, place) where ended_at is null;
create index chat_run_of_session on chat_run (tenant_id, user_id, session_id, run_id);
create index chat_run_ended on chat_run (ended_at) where ended_at is not null;

-- What a run at work has done so far, so that whoever takes it up goes on from there. It goes when the run has ended.
create table chat_run_step (
    tenant_id text not null,
    user_id text not null,
    run_id uuid not null,
    -- What the model said, by its round; what the user said ahead of a round; that a call begins which is not to be repeated, and what came of a call, by its number.
    kind text not null check (kind in ('answer', 'heard', 'begun', 'result')),
    position integer not null,
    -- JSON as text: jsonb refuses escapes that a model may well send.
    content text,
    primary key (tenant_id, user_id, run_id, kind, position),
    foreign key (tenant_id, user_id, run_id) references chat_run on delete cascade
);
call nanobot.protect_user_table('chat_run_step');

-- A run waits while its session is at work on another message.
call nanobot.allow_platform('chat_session', 'select');
