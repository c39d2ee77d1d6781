-- A tenant on trial may be used until a moment; null for all others, and wherever the previous version made the row.
alter table tenants add column trial_ends_at timestamptz;
create index tenants_on_trial on tenants (trial_ends_at) where status = 'trial';
do $$ begin
    execute format('grant update (trial_ends_at) on tenants to %I', current_database() || '_platform');
end $$;
