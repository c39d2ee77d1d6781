-- Rows say whose they are and no more: what a report is made as comes, when it is claimed, from the row and from what is known of its tenant.
alter table reports alter column tenant_context drop not null;

-- What waits already: its tenants worked when they asked, with the plan and at the epoch that the context of before says.
alter table reports no force row level security;
alter table nanobot.tenant_states no force row level security;
do $$
declare
    waiting record;
    payload jsonb;
begin
    for waiting in
        select distinct on (tenant_id) tenant_id, split_part(tenant_context, '.', 1) as body
        from reports
        where completed_at is null and tenant_context is not null
        order by tenant_id, created_at desc
    loop
        begin
            payload := convert_from(decode(
                translate(waiting.body, '-_', '+/') || repeat('=', (4 - length(waiting.body) % 4) % 4), 'base64'), 'UTF8')::jsonb;
            insert into nanobot.tenant_states (tenant_id, status, plan, epoch)
            values (waiting.tenant_id, 'active', payload ->> 'pln', coalesce((payload ->> 'tep')::bigint, 0))
            on conflict do nothing;
        exception when data_exception then
            raise warning 'What waits for the tenant % waits until the tenant is heard of: its context cannot be read.', waiting.tenant_id;
        end;
    end loop;
end $$;
alter table reports force row level security;
alter table nanobot.tenant_states force row level security;
