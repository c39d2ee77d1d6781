-- Sessions, their turns and messages, and the users' workspaces. All of it belongs to one user of one tenant.

create table chat_session (
    tenant_id text not null,
    user_id text not null,
    session_id uuid not null,
    title text not null,
    turns integer not null default 0,
    messages integer not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- Who is at work on the session, and until when that counts; a process that dies lets it run out.
    lease_id uuid,
    lease_until timestamptz,
    primary key (tenant_id, user_id, session_id)
);
call nanobot.protect_user_table('chat_session');

create table chat_turn (
    tenant_id text not null,
    user_id text not null,
    session_id uuid not null,
    turn_id uuid not null,
    model text not null,
    tool_calls integer not null,
    prompt_tokens bigint not null,
    completion_tokens bigint not null,
    started_at timestamptz not null,
    completed_at timestamptz not null,
    primary key (tenant_id, user_id, session_id, turn_id),
    foreign key (tenant_id, user_id, session_id) references chat_session on delete cascade
);
call nanobot.protect_user_table('chat_turn');

create table chat_message (
    tenant_id text not null,
    user_id text not null,
    session_id uuid not null,
    number integer not null,
    turn_id uuid not null,
    role text not null check (role in ('user', 'assistant', 'tool')),
    content text not null,
    -- JSON as text: jsonb refuses escapes that a model may well send.
    tool_calls text,
    tool_call_id text,
    tool_name text,
    created_at timestamptz not null,
    primary key (tenant_id, user_id, session_id, number),
    foreign key (tenant_id, user_id, session_id, turn_id) references chat_turn on delete cascade
);
call nanobot.protect_user_table('chat_message');

create table workspace (
    tenant_id text not null,
    user_id text not null,
    language text not null,
    bytes bigint not null,
    created_at timestamptz not null,
    primary key (tenant_id, user_id)
);
call nanobot.protect_user_table('workspace');

create table workspace_file (
    tenant_id text not null,
    user_id text not null,
    path text collate "C" not null,
    content bytea not null,
    bytes integer not null,
    revision bigint not null,
    updated_at timestamptz not null,
    primary key (tenant_id, user_id, path),
    foreign key (tenant_id, user_id) references workspace on delete cascade
);
call nanobot.protect_user_table('workspace_file');
