-- Amounts that are a tenant's own, beside its plan: what stored work may use.

alter table nanobot.tenant_states add column quotas text;
