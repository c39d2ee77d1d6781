-- The due scan fires whole batches: it moves jobs on and writes their occurrences, whose tenant and user it reads of the job's own row. It may change
-- nothing else of a job, neither what it does nor whose it is, and reads of an occurrence only which one it is.
do $$ begin
    execute format('grant update (next_run_at, status, last_run_at, runs) on jobs to %I', current_database() || '_platform');
end $$;
call nanobot.allow_platform('occurrences', 'insert, select (tenant_id, job_id, scheduled_for)');
