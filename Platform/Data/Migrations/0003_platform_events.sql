-- What the platform does to a tenant (revoking its key, for one) is told by an event too, in the same transaction.

do $$ begin
    execute format('grant insert on nanobot.outbox to %I', current_database() || '_platform');
end $$;
