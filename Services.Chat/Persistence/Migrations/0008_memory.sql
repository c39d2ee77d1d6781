-- Facts: what MEMORY.md says line by line, with where each line came from; and what waits to be said there until its user has seen it. The file is what
-- counts: a fact is kept while its line stands in it.
create table chat_fact (
    tenant_id text not null,
    user_id text not null,
    fact_id uuid not null,
    -- In the order in which they came to be known.
    place bigint not null generated always as identity,
    text text not null,
    kind text not null check (kind in ('person', 'preference', 'plan', 'note')),
    state text not null check (state in ('kept', 'quarantined', 'forgotten')),
    -- Of one that is forgotten: by what.
    ended_by text check (ended_by in ('rejected', 'forgotten', 'edited', 'undone')),
    origin text not null check (origin in ('tool', 'consolidation', 'user')),
    -- What it rests on; a session may be gone by now.
    session_id uuid,
    turn_id uuid,
    message_number integer,
    labels text not null,
    -- The revision of MEMORY.md that had it first; none before it stood there.
    revision bigint,
    consolidation_id uuid,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    -- When the user let it out of quarantine, or not.
    decided_at timestamptz,
    primary key (tenant_id, user_id, fact_id),
    foreign key (tenant_id, user_id) references workspace on delete cascade,
    check ((state = 'forgotten') = (ended_by is not null))
);
call nanobot.protect_user_table('chat_fact');
create index chat_fact_place on chat_fact (tenant_id, user_id, place);
create index chat_fact_turn on chat_fact (tenant_id, user_id, turn_id) where state = 'quarantined';

-- How far each session has been gone through for facts, and when the rest is due: each turn writes it with itself.
create table chat_consolidation (
    tenant_id text not null,
    user_id text not null,
    session_id uuid not null,
    -- Messages up to this one have been gone through; those behind it come to so many octets.
    through integer not null,
    bytes bigint not null,
    -- None while nothing waits. Of one at work the end of its lease.
    due_at timestamptz,
    lease_id uuid,
    attempts integer not null default 0,
    -- The key of the last turn, and the amounts of the user's and the key's own then: what limits turns limits this.
    key_id text,
    user_quotas text,
    key_quotas text,
    primary key (tenant_id, user_id, session_id),
    foreign key (tenant_id, user_id, session_id) references chat_session on delete cascade
);
call nanobot.protect_user_table('chat_consolidation');
call nanobot.allow_platform('chat_consolidation', 'select, update');
create index chat_consolidation_due on chat_consolidation (tenant_id, due_at) where due_at is not null;

-- Consolidations write the file as nobody's turn.
alter table workspace_file drop constraint workspace_file_author_check;
alter table workspace_file add constraint workspace_file_author_check check (author in ('template', 'user', 'assistant', 'consolidation'));

-- Facts follow the file, whoever writes it and by whatever way; so does what the previous version writes. Whoever knows more of a new line has its fact
-- written before.
create function public.lines_of_memory(content bytea) returns text[] language sql immutable as $$
    select coalesce(array_agg(distinct rtrim(substr(line, 3), e' \t\r')), '{}')
    from unnest(string_to_array(coalesce(public.text_of(content), ''), e'\n')) line where line like '- %'
$$;

create function public.follow_memory() returns trigger language plpgsql as $$
declare
    most constant integer := 1000;
    said text[];
    stood text[] := '{}';
begin
    if tg_op = 'DELETE' or (tg_op = 'UPDATE' and new.path <> 'MEMORY.md') then
        update public.chat_fact set state = 'forgotten', ended_by = 'edited', changed_at = now()
        where tenant_id = old.tenant_id and user_id = old.user_id and state = 'kept';
        return null;
    end if;

    said := public.lines_of_memory(new.content);
    if tg_op = 'UPDATE' then
        stood := public.lines_of_memory(old.content);
    end if;

    update public.chat_fact fact set state = 'forgotten', ended_by = 'edited', changed_at = new.updated_at
    where fact.tenant_id = new.tenant_id and fact.user_id = new.user_id and fact.state = 'kept'
        and not exists (select from unnest(said) line where line = fact.text);

    -- A line that is there again, by hand or from the history, is what it was.
    update public.chat_fact fact set state = 'kept', ended_by = null, changed_at = new.updated_at
    where fact.tenant_id = new.tenant_id and fact.user_id = new.user_id and fact.fact_id = any (array(
        select distinct on (past.text) past.fact_id
        from public.chat_fact past join unnest(said) line on line = past.text
        where past.tenant_id = new.tenant_id and past.user_id = new.user_id and (past.state = 'quarantined' or (past.state = 'forgotten' and past.revision is not null))
            and not exists (
                select from public.chat_fact known
                where known.tenant_id = new.tenant_id and known.user_id = new.user_id and known.state = 'kept' and known.text = past.text)
        order by past.text, past.state desc, past.place desc));

    -- Whoever wrote this revision wrote what is new in it. Of what an older version had there without a fact nobody knows who did.
    insert into public.chat_fact (tenant_id, user_id, fact_id, text, kind, state, origin, turn_id, labels, created_at, changed_at)
    select new.tenant_id, new.user_id, gen_random_uuid(), line, 'note', 'kept',
           case when line = any (stood) or new.author = 'user' then 'user' when new.author = 'consolidation' then 'consolidation' else 'tool' end,
           case when new.author_revision = new.revision and not line = any (stood) then new.author_turn end,
           case when new.author_revision = new.revision then coalesce(new.author_labels, 'other') else 'other' end,
           new.updated_at, new.updated_at
    from unnest(said) line
    where line <> '' and length(line) <= 1000 and new.author is distinct from 'template' and not exists (
        select from public.chat_fact known
        where known.tenant_id = new.tenant_id and known.user_id = new.user_id and known.state = 'kept' and known.text = line)
    limit greatest(0, most - (select count(*) from public.chat_fact where tenant_id = new.tenant_id and user_id = new.user_id and state = 'kept'));

    update public.chat_fact set revision = new.revision
    where tenant_id = new.tenant_id and user_id = new.user_id and state = 'kept' and revision is null;

    delete from public.chat_fact where tenant_id = new.tenant_id and user_id = new.user_id and fact_id = any (array(
        select fact_id from public.chat_fact
        where tenant_id = new.tenant_id and user_id = new.user_id and state = 'forgotten' order by changed_at desc, place desc offset most));
    return null;
end $$;
create trigger memory_added after insert on workspace_file for each row when (new.path = 'MEMORY.md') execute function public.follow_memory();
create trigger memory_changed after update on workspace_file for each row when (new.path = 'MEMORY.md' or old.path = 'MEMORY.md') execute function public.follow_memory();
create trigger memory_removed after delete on workspace_file for each row when (old.path = 'MEMORY.md') execute function public.follow_memory();

-- What nobody has let out of quarantine goes with what it rests on.
create function public.forget_quarantined() returns trigger language plpgsql as $$
begin
    delete from public.chat_fact fact using gone
    where fact.tenant_id = gone.tenant_id and fact.user_id = gone.user_id and fact.session_id = gone.session_id and fact.turn_id = gone.turn_id
        and fact.state = 'quarantined';
    return null;
end $$;
create trigger quarantined_forgotten after delete on chat_turn referencing old table as gone for each statement execute function public.forget_quarantined();
