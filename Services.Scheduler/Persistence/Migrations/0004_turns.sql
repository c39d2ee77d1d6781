-- A run of a job may ask for a turn of the assistant; and what says why it failed.
alter table occurrences add column run_id uuid, add column error_code text;
create index occurrences_of_run on occurrences (tenant_id, run_id) where run_id is not null;

-- The key by which a job was made or changed last, and the amounts of the user's and the key's own at that moment: what limits them limits what their jobs ask for.
alter table jobs add column key_id text, add column user_quotas text, add column key_quotas text;
