-- Attributes that are a tenant's, a user's or a key's own, which conditions of policies ask for: an object of JSON as it was given, with the names in
-- order; null: none. Text, because numbers are to come back as they were written. The previous version knows none of them and leaves them as they are.

alter table tenants add column attributes text;
alter table users add column attributes text;
alter table api_keys add column attributes text;

do $$
declare
    platform text := current_database() || '_platform';
begin
    execute format('grant update (attributes) on tenants to %I', platform);
    execute format('grant select (attributes) on users to %I', platform);
end $$;
