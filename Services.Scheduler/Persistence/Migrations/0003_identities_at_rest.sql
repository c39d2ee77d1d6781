-- A job says whose it is, and never with a signed context: that is made when the job is claimed, as its tenant stands then.
-- The column is neither written nor read any more, and goes with a later version. The previous one, while it runs beside,
-- finds no context in what this one wrote, and leaves it to this one.
alter table jobs alter column tenant_context set default '';
