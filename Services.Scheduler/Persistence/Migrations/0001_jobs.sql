-- What a user wants done and when.
create table jobs (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    job_id uuid not null,
    name text not null,
    schedule jsonb not null,
    time_zone text not null,
    payload jsonb not null,
    misfire text not null check (misfire in ('skip', 'last', 'all')),
    misfire_grace_seconds int not null,
    status text not null check (status in ('active', 'paused', 'done')),
    -- Where the runs of a schedule by elapsed time are counted from.
    anchor_at timestamptz not null,
    next_run_at timestamptz,
    last_run_at timestamptz,
    -- The signed context that a run works in.
    tenant_context text not null,
    -- Held by the replica that claimed the job; attempts count the claims since the last run.
    lease_until timestamptz,
    attempts int not null default 0,
    runs bigint not null default 0,
    -- greatest() passes over nulls: a job without a lease is due at its next run.
    due_at timestamptz generated always as (greatest(next_run_at, lease_until)) stored,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, job_id),
    check (status = 'active' or next_run_at is null)
);
create index jobs_due on jobs (due_at) where next_run_at is not null;
create index jobs_of_user on jobs (tenant_id, user_id, job_id);
call nanobot.protect_user_table('jobs');
-- The due scan sees every tenant's jobs but may write nothing of them except its lease.
call nanobot.allow_platform('jobs', 'select, update (lease_until, attempts)');

-- What became of each run.
create table occurrences (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    job_id uuid not null,
    scheduled_for timestamptz not null,
    -- Set on the row that stands for a long stretch of missed runs: up to, not including, this time.
    skipped_until timestamptz,
    trigger text not null check (trigger in ('schedule', 'manual')),
    status text not null check (status in ('requested', 'completed', 'failed', 'skipped')),
    report_id uuid,
    fired_at timestamptz,
    completed_at timestamptz,
    -- One run a time, whatever crashes and whoever scans.
    primary key (tenant_id, job_id, scheduled_for),
    foreign key (tenant_id, job_id) references jobs on delete cascade
);
create index occurrences_of_report on occurrences (tenant_id, report_id) where report_id is not null;
call nanobot.protect_user_table('occurrences');
