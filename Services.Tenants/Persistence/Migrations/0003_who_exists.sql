-- The gateway asks whether a user exists. The platform's login may see that much of each row, and nothing of what it holds.
do $$
declare
    platform text := current_database() || '_platform';
begin
    execute format('create policy who_exists on users for select to %I using (true)', platform);
    execute format('grant select (tenant_id, user_id) on users to %I', platform);
end $$;
