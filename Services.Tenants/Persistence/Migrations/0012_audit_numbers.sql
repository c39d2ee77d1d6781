-- The last number of each tenant's entries; '' of those that concern none. Whoever adds an entry takes the next one, with the last statements of its
-- transaction, and holds the row until that has committed: numbers are in the order of the commits, without gaps. Several are taken in the order of the ids.

create table audit_numbers (
    tenant_id text collate "C" primary key,
    last bigint not null check (last >= 0)
);
call nanobot.protect_tenant_table('audit_numbers');
call nanobot.allow_platform('audit_numbers', 'select, insert, update');
do $$ begin
    execute format('revoke delete on audit_numbers from %I', current_database() || '_app');
end $$;
