-- Whether anything fires, by the word of operators. Of the suite as a whole, and so of no tenant.
create table firing (
    singleton boolean primary key default true check (singleton),
    state text not null default 'running' check (state in ('running', 'draining', 'paused')),
    -- What is due later does not fire.
    fires_until timestamptz not null default 'infinity',
    since timestamptz not null default now(),
    -- The public id of the key by which it was said, and why, in an operator's words.
    set_by text,
    reason text,
    check ((state = 'running') = (fires_until = 'infinity') and (state = 'paused') = (fires_until = '-infinity'))
);
insert into firing default values;
do $$ begin
    execute format('grant select, update (state, fires_until, since, set_by, reason) on firing to %I', current_database() || '_platform');
    execute format('grant select (fires_until) on firing to %I', current_database() || '_app');
end $$;

-- Up to when what is due fires, which stays so until the transaction ends: whoever says otherwise waits for it. Each of its statements sees what
-- was committed before it, so that whoever had to wait for a change sees that.
create function firing_until() returns timestamptz language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('firing', 0));
    return (select fires_until from firing);
end $$;

-- The few that cannot be fired, among all of them.
create index jobs_failing on jobs (tenant_id, job_id) where attempts > 0;

-- A replay compares what should have fired with what did; what was made of it, and why not, it reads nothing of.
do $$ begin
    execute format('grant select (trigger, status, skipped_until, fired_at) on occurrences to %I', current_database() || '_platform');
end $$;
