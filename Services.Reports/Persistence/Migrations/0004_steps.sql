-- A report is made in steps, and what each of them made is kept: the evidence as long as the report, so that whoever reads a statement can look at what it rests on.
alter table reports add column step text check (step in ('gathering', 'writing', 'rendering'));

create table report_evidence (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    report_id uuid not null,
    gathered_at timestamptz not null,
    -- As it was written: feeds and models say what jsonb does not take.
    evidence json not null,
    -- What the model said of it and was left after the check; null before.
    words json,
    primary key (tenant_id, user_id, report_id),
    foreign key (tenant_id, user_id, report_id) references reports on delete cascade
);
call nanobot.protect_user_table('report_evidence');

-- A report that its user wants no more.
alter table reports drop constraint reports_status_check;
alter table reports add constraint reports_status_check check (status in ('pending', 'processing', 'completed', 'failed', 'cancelled'));
alter table reports drop constraint reports_check1;
alter table reports add constraint reports_check1 check ((status in ('completed', 'failed', 'cancelled')) = (completed_at is not null));

-- What somebody waits for does not stand behind what schedules ask for: each has workers of its own, whose claims go round the tenants by an index of their own. The index of both
-- serves the version before.
create index reports_asked on reports (tenant_id, due_at) where completed_at is null and origin <> 'schedule';
create index reports_scheduled on reports (tenant_id, due_at) where completed_at is null and origin = 'schedule';
