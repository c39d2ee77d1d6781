-- The gateway asks whether a user exists. The platform's login may see that much of each row, nothing of what it holds, and
-- writes none.
do $$
declare
    platform text := current_database() || '_platform';
begin
    execute format('create policy who_exists on users to %I using (true) with check (false)', platform);
    execute format('grant select (tenant_id, user_id) on users to %I', platform);
end $$;
