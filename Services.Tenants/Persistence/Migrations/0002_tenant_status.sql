-- Operators suspend and activate tenants: the platform's login may change what that changes, and nothing else.
do $$ begin
    execute format('grant update (status, epoch, updated_at) on tenants to %I', current_database() || '_platform');
end $$;
