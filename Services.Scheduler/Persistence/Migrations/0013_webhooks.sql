-- What a job that tells an address has sealed: its secret, and what its further headers say. Apart from the job, which claims of all tenants read.
create table webhooks (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    job_id uuid not null,
    secret text not null,
    -- The key by which it is sealed: by it those are found that are to be sealed anew.
    secret_key text not null,
    primary key (tenant_id, job_id)
);
call nanobot.protect_user_table('webhooks');
call nanobot.allow_platform('webhooks', 'select, update (secret, secret_key)');
create index webhooks_by_key on webhooks (secret_key);

-- The runs that are yet to be told. What is told is the job's, and goes with it.
create table deliveries (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    job_id uuid not null,
    scheduled_for timestamptz not null,
    -- When it is tried next; while somebody is at it, when that one's lease ends.
    due_at timestamptz not null,
    attempts int not null default 0,
    lease_id uuid,
    -- Why the last try came to nothing.
    last_code text,
    primary key (tenant_id, job_id, scheduled_for)
);
create index deliveries_due on deliveries (tenant_id, due_at);
call nanobot.protect_user_table('deliveries');
call nanobot.allow_platform('deliveries', 'select, insert, update (due_at, attempts, lease_id)');

-- Both go with the job. Whoever writes one of theirs holds the job meanwhile, as with occurrences.
create function forget_webhooks() returns trigger language plpgsql as $$
begin
    delete from webhooks using gone where webhooks.tenant_id = gone.tenant_id and webhooks.job_id = gone.job_id;
    delete from deliveries using gone where deliveries.tenant_id = gone.tenant_id and deliveries.job_id = gone.job_id;
    return null;
end $$;
create trigger forget_webhooks after delete on jobs referencing old table as gone for each statement execute function forget_webhooks();

-- By which a receiver knows the run again; how often it was tried to be told, and what the receiver answered last.
alter table occurrences add column delivery_id uuid, add column tries int, add column http_status int;
do $$ begin
    execute format('grant select (user_id, delivery_id) on occurrences to %I', current_database() || '_platform');
end $$;
