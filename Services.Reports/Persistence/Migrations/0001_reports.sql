-- A report, from its request to its content.
-- due_at says when a worker may take the row: the next attempt of a pending report, the end of the lease of one in work.
create table reports (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    report_id uuid not null,
    report_type text not null check (report_type in ('daily', 'weekly', 'custom')),
    origin text not null check (origin in ('api', 'chat', 'schedule')),
    custom_prompt text check (length(custom_prompt) <= 2000),
    focus_areas text[] not null default '{}',
    idempotency_key text check (length(idempotency_key) between 1 and 200),
    request_hash text,
    status text not null default 'pending' check (status in ('pending', 'processing', 'completed', 'failed')),
    progress int not null default 0 check (progress between 0 and 100),
    content text,
    error_message text,
    last_error text,
    tenant_context text not null,
    trace_parent text,
    attempts int not null default 0,
    lease_id uuid,
    due_at timestamptz not null,
    created_at timestamptz not null,
    completed_at timestamptz,
    primary key (tenant_id, user_id, report_id),
    check ((status = 'completed') = (content is not null)),
    check ((status in ('completed', 'failed')) = (completed_at is not null)),
    check ((status = 'processing') = (lease_id is not null))
);
call nanobot.protect_user_table('reports');
call nanobot.allow_platform('reports', 'select, update');

create index reports_due on reports (due_at) where status in ('pending', 'processing');
create index reports_newest on reports (tenant_id, user_id, created_at desc, report_id desc);
create unique index reports_idempotency on reports (tenant_id, user_id, idempotency_key) where idempotency_key is not null;
