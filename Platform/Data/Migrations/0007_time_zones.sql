-- The tenants' zones, in whose calendar days the budgets of stored work are counted; null where it is not known yet.

alter table nanobot.tenant_states add column time_zone text;
