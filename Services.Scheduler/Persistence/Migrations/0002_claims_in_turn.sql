-- For claims that go round the tenants while more is due than a batch holds: the first entry of a tenant says when it is due
-- at the earliest, and the next tenant is one look away. A condition of its own keeps these claims from being planned with
-- the index by due_at alone, which would sort the backlog for each tenant.
create index jobs_active on jobs (tenant_id, due_at) where status = 'active';
