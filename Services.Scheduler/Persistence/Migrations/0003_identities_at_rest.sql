-- A job says whose it is, and never with a signed context: that is made when the job is claimed, as its tenant stands then.

-- Neither written nor read any more; the previous version finds no context in what this one writes, and leaves it to this one.
alter table jobs alter column tenant_context set default '';

-- The tenants of the jobs that are there already are known as the latest context said; a context that cannot be read makes
-- none known, and its tenant's jobs wait until the tenant is heard of.
alter table jobs no force row level security;
alter table nanobot.tenant_states no force row level security;
do $$
declare
    job record;
    body text;
    context jsonb;
begin
    for job in select distinct on (tenant_id) tenant_id, tenant_context from jobs order by tenant_id, updated_at desc loop
        begin
            body := translate(split_part(job.tenant_context, '.', 1), '-_', '+/');
            context := convert_from(decode(rpad(body, (length(body) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::jsonb;
            insert into nanobot.tenant_states (tenant_id, status, plan, epoch)
            values (job.tenant_id, 'active', context ->> 'pln', coalesce((context ->> 'tep')::bigint, 0))
            on conflict (tenant_id) do nothing;
        exception when data_exception then
            raise notice 'The context of a job of tenant % cannot be read', job.tenant_id;
        end;
    end loop;
end $$;
alter table nanobot.tenant_states force row level security;
alter table jobs force row level security;
