-- Modules that store work know from events which tenants may have it done. Those of tenants that were there before are told
-- here, once, as the outbox holds them: in the tenant's name, not signed.

alter table tenants no force row level security;
alter table nanobot.outbox no force row level security;

with told as materialized (
    select tenant_id, tier, epoch, gen_random_uuid() as event_id,
        case when status in ('active', 'trial') then 'tenant.activated.v1' else 'tenant.suspended.v1' end as topic
    from tenants
)
insert into nanobot.outbox (event_id, tenant_id, role, plan, epoch, topic, envelope)
select event_id, tenant_id, 'tenant_admin', tier, epoch, topic,
    jsonb_build_object(
        'specversion', '1.0', 'id', event_id::text, 'source', 'tenants', 'type', topic, 'datacontenttype', 'application/json',
        'pubsubname', 'pubsub', 'topic', topic, 'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'tenantid', tenant_id, 'data', jsonb_build_object('tenant_id', tenant_id, 'epoch', epoch))::text
from told
order by tenant_id;

alter table tenants force row level security;
alter table nanobot.outbox force row level security;
