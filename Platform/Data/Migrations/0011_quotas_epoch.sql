-- Of which epoch the noted amounts are: a suspension that overtakes a change of amounts does not have that change passed over.
-- Null where the previous version wrote them: then they are of the row's own epoch.

alter table nanobot.tenant_states add column quotas_epoch bigint;
