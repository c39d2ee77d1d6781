-- Amounts that are a tenant's, a user's or a key's own, each line as QuotaText writes it; null: none. The previous version knows
-- none of them and leaves them as they are.

-- What is in force stands in quotas: it is made of the three others at each change.
alter table tenants
    add column quotas text,
    add column own_quotas text,
    add column raised_quotas text,
    add column ruled_quotas text;
alter table users
    add column own_quotas text,
    add column raised_quotas text;
alter table api_keys add column quotas text;

do $$
declare
    platform text := current_database() || '_platform';
begin
    execute format('grant update (quotas, own_quotas, raised_quotas, ruled_quotas) on tenants to %I', platform);
    execute format('create policy quotas_kept on users for update to %I using (true) with check (true)', platform);
    execute format('grant select (own_quotas, raised_quotas), update (own_quotas, raised_quotas) on users to %I', platform);
end $$;
