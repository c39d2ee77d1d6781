-- Links that lead whoever has one to a report. Of the link itself nothing is kept: it is signed, and says which of these it is.
create table report_shares (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    report_id uuid not null,
    share_id uuid not null,
    -- The only form that the link gives; null for what its reader prefers.
    format text check (format in ('html', 'markdown', 'text', 'pdf')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (tenant_id, user_id, report_id, share_id),
    foreign key (tenant_id, user_id, report_id) references reports on delete cascade
);
call nanobot.protect_user_table('report_shares');
-- A link says no tenant: its row does.
call nanobot.allow_platform('report_shares', 'select');
create unique index report_shares_link on report_shares (share_id);
