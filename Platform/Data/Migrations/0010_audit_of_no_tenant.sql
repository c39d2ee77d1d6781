-- Entries of changes that concern no tenant, and so travel in no tenant's name, on their way to the module that keeps the audit: written with the
-- change, and gone once they are kept there. Only the platform's login sees them.
create table nanobot.audit_waiting (
    entry_id uuid primary key,
    entry jsonb not null,
    noted_at timestamptz not null default now()
);
do $$ begin
    execute format('grant insert, select, delete on nanobot.audit_waiting to %I', current_database() || '_platform');
end $$;
