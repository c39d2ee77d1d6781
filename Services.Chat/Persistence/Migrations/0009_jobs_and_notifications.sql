-- What a run is made for, and the job that asked for it, which is told how it ended. Labels say where its message may have come from: the user alone where there are none.
alter table chat_run
    add column purpose text not null default 'chat_turn' check (purpose in ('chat_turn', 'agent_turn', 'heartbeat')),
    add column job_id uuid,
    add column labels text;

-- What the assistant told its user outside of an answer, until the user puts it away.
create table chat_notification (
    tenant_id text not null,
    user_id text not null,
    notification_id uuid not null,
    -- None where no session is kept.
    session_id uuid,
    turn_id uuid not null,
    -- The call that told it: made again it tells nothing twice.
    call_key text not null,
    text text not null,
    labels text not null,
    created_at timestamptz not null,
    primary key (tenant_id, user_id, notification_id),
    unique (tenant_id, user_id, call_key)
);
call nanobot.protect_user_table('chat_notification');
