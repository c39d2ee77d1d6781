-- Tokens of a user that were issued before this whole second are worth nothing; null: none was ever ended. The gateway asks
-- for it beside whether the user exists.
alter table users add column tokens_valid_from timestamptz;
do $$ begin
    execute format('grant select (tokens_valid_from) on users to %I', current_database() || '_platform');
end $$;
