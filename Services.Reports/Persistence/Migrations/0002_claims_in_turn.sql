-- Claims go round the tenants: the first entry of a tenant says when it is due at the earliest, and the next tenant is one
-- look away. The index by due_at alone serves the version before; a condition of its own keeps claims from being planned with it.
create index reports_unfinished on reports (tenant_id, due_at) where completed_at is null;
