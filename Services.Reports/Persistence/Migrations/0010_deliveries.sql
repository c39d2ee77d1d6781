-- What is told of a report, or of an alert, by each way that its user wants. The key is what keeps it from being told twice.
create table deliveries (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    kind text not null check (kind in ('report', 'alert')),
    subject_id uuid not null,
    channel text not null check (channel in ('push', 'email', 'webhook')),
    -- By which a receiver knows it again, in each try.
    delivery_id uuid not null,
    status text not null default 'pending' check (status in ('pending', 'sent', 'failed', 'skipped')),
    -- Somebody wants it told again now, be it night.
    is_replay boolean not null default false,
    attempts int not null default 0,
    lease_id uuid,
    -- When it is tried next; while somebody is at it, when that one's lease ends.
    due_at timestamptz not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    -- Why the last try came to nothing, or why it waits.
    code text,
    http_status int,
    report_id uuid generated always as (case when kind = 'report' then subject_id end) stored,
    firing_id uuid generated always as (case when kind = 'alert' then subject_id end) stored,
    primary key (tenant_id, user_id, subject_id, channel),
    foreign key (tenant_id, user_id, report_id) references reports on delete cascade,
    check ((status = 'pending') = (ended_at is null))
);
call nanobot.protect_user_table('deliveries');
call nanobot.allow_platform('deliveries', 'select, update (attempts, lease_id, due_at)');
-- Each way has workers of its own: a mail server that is down holds up nobody else.
create index deliveries_push on deliveries (tenant_id, due_at) where status = 'pending' and channel = 'push';
create index deliveries_email on deliveries (tenant_id, due_at) where status = 'pending' and channel = 'email';
create index deliveries_webhook on deliveries (tenant_id, due_at) where status = 'pending' and channel = 'webhook';
create index deliveries_of_firings on deliveries (tenant_id, user_id, firing_id) where firing_id is not null;
create index deliveries_of_reports on deliveries (tenant_id, user_id, report_id) where report_id is not null;

-- The address that a user has told.
create table delivery_webhooks (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    url text not null,
    content text not null check (content in ('none', 'markdown', 'html')),
    secret text not null,
    -- The key by which it is sealed: by it those are found that are to be sealed anew.
    secret_key text not null,
    updated_at timestamptz not null,
    -- The address wants nothing any more.
    paused_at timestamptz,
    primary key (tenant_id, user_id)
);
call nanobot.protect_user_table('delivery_webhooks');
call nanobot.allow_platform('delivery_webhooks', 'select, update (secret, secret_key)');
create index delivery_webhooks_by_key on delivery_webhooks (secret_key);

-- The address that a user has mail at, once it has shown that it is the user's.
create table delivery_addresses (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    address text not null,
    verified_at timestamptz,
    -- SHA-256 of the code that was sent, and how often somebody was wrong about it.
    code_hash text,
    code_expires_at timestamptz,
    wrong_codes int not null default 0,
    -- Codes that were sent within the present day.
    codes_sent int not null default 0,
    codes_since timestamptz,
    unsubscribed_at timestamptz,
    updated_at timestamptz not null,
    primary key (tenant_id, user_id)
);
call nanobot.protect_user_table('delivery_addresses');

-- When a user is not told anything, in minutes of its day.
create table quiet_hours (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    from_minute int not null check (from_minute between 0 and 1439),
    to_minute int not null check (to_minute between 0 and 1439),
    primary key (tenant_id, user_id),
    check (from_minute <> to_minute)
);
call nanobot.protect_user_table('quiet_hours');

-- What a user wants to be told of as soon as it happens.
create table alert_rules (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    rule_id uuid not null,
    position int not null,
    kind text not null check (kind in ('price_above', 'price_below', 'change_percent', 'volume_ratio', 'keyword')),
    symbol text,
    threshold numeric,
    keyword text,
    action text not null check (action in ('notice', 'report')),
    created_at timestamptz not null,
    -- Whether it fires when what it says comes true; null before the first look, which only sees where things stand.
    is_armed boolean,
    -- The day of the prices at which it fired, or up to when news have been looked at.
    seen_day date,
    seen_at timestamptz,
    last_fired_at timestamptz,
    -- When it is looked at next; while somebody is at it, when that one's lease ends.
    due_at timestamptz not null,
    lease_id uuid,
    primary key (tenant_id, user_id, rule_id),
    check ((kind = 'keyword') = (keyword is not null)),
    check ((kind = 'keyword') = (symbol is null)),
    check ((kind = 'keyword') = (threshold is null))
);
call nanobot.protect_user_table('alert_rules');
call nanobot.allow_platform('alert_rules', 'select, update (due_at, lease_id)');
create index alert_rules_due on alert_rules (tenant_id, due_at);

-- What has happened, and is told.
create table alert_firings (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    firing_id uuid not null,
    rule_id uuid not null,
    title text not null,
    content text not null,
    fired_at timestamptz not null,
    primary key (tenant_id, user_id, firing_id)
);
call nanobot.protect_user_table('alert_firings');

alter table deliveries add foreign key (tenant_id, user_id, firing_id) references alert_firings on delete cascade;
