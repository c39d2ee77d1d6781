-- The history of a job goes with it. A foreign key did that, and looked at the job's row for each occurrence that was written, which the statement that writes it
-- has just read and holds: two fifths of what a batch took. Whoever writes an occurrence holds its job meanwhile.
create function forget_occurrences() returns trigger language plpgsql as $$
begin
    delete from occurrences using gone where occurrences.tenant_id = gone.tenant_id and occurrences.job_id = gone.job_id;
    return null;
end $$;
create trigger forget_occurrences after delete on jobs referencing old table as gone for each statement execute function forget_occurrences();
alter table occurrences drop constraint occurrences_tenant_id_job_id_fkey;

-- Of jobs that are due at one moment those of a tenant lie together, and so does what is told of them.
create index jobs_due_of_tenants on jobs (due_at, tenant_id) where next_run_at is not null;
drop index jobs_due;
