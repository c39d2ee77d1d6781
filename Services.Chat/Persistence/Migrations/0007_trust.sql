-- Where text came from: labels, parted by blanks. Rows of versions that know none have null, and count like text of others.
alter table chat_message add column labels text;
alter table workspace_file add column author_labels text;
alter table workspace_revision add column author_labels text;

-- Calls of tools that wait for their user, and what was decided of them. One of a session is there once its turn is written, and goes with it.
create table chat_approval (
    tenant_id text not null,
    user_id text not null,
    approval_id uuid not null,
    -- None where no session is kept.
    session_id uuid,
    turn_id uuid not null,
    call_key text not null,
    tool text not null,
    -- JSON as text, in the form that was hashed: jsonb would make another one of it.
    arguments text not null,
    arguments_hash text not null,
    sink text not null,
    labels text not null,
    -- Revisions of the files that the call would replace or delete, by path.
    based_on text not null,
    is_chinese boolean not null,
    state text not null check (state in ('pending', 'approved', 'rejected', 'executed', 'failed')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    decided_at timestamptz,
    result text,
    primary key (tenant_id, user_id, approval_id),
    -- The same call again in a turn is the same approval.
    unique (tenant_id, user_id, turn_id, arguments_hash)
);
call nanobot.protect_user_table('chat_approval');
create index chat_approval_session on chat_approval (tenant_id, user_id, session_id);

-- No key to the turn: the call comes before the row of its turn does.
create function public.forget_approvals() returns trigger language plpgsql as $$
begin
    delete from public.chat_approval a using gone
    where a.tenant_id = gone.tenant_id and a.user_id = gone.user_id and a.session_id = gone.session_id and a.turn_id = gone.turn_id;
    return null;
end $$;
create trigger approvals_forgotten after delete on chat_turn referencing old table as gone for each statement execute function public.forget_approvals();
