-- Rows say whose they are and no more: what a report is made as comes, when it is claimed, from the row and from what is known of its tenant.
alter table reports alter column tenant_context drop not null;
