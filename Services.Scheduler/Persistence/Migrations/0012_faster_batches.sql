-- An occurrence is its job's, of its tenant and its user, and goes with it. A foreign key looked at the job's row for each one by itself and locked it again, which the statement
-- that writes it has just read and holds: two fifths of what a batch took. Now they are looked at together, by the index whatever the plans of the moment. Whoever writes an
-- occurrence holds its job meanwhile.
create function check_occurrences() returns trigger language plpgsql as $$
begin
    if exists (
        select from made where (
            select true from jobs where jobs.tenant_id = made.tenant_id and jobs.job_id = made.job_id and jobs.user_id = made.user_id limit 1) is null
    ) then
        raise exception 'an occurrence is of no job' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger check_occurrences after insert on occurrences referencing new table as made for each statement execute function check_occurrences();

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

-- Where runs have a rate: when the next one is free. The scan that takes some holds it until its batch is written, whichever process it is in.
alter table firing add column paced_until timestamptz not null default '-infinity';
do $$ begin
    execute format('grant update (paced_until) on firing to %I', current_database() || '_platform');
end $$;
