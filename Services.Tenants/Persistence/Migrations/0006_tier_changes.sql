-- Operators put tenants on other plans.
do $$ begin
    execute format('grant update (tier) on tenants to %I', current_database() || '_platform');
end $$;
