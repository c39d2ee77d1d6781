-- What a batch of statements goes by: where it does not hold, none of the batch is done. So that whoever would read first and then decide can
-- send all of it at once. The message is the demand's name and what was found: a client shows no details.

create function nanobot.demand(holds boolean, what text, amount bigint) returns void language plpgsql as $$
begin
    if holds is not true then
        raise exception using errcode = 'NB001', message = what || ' ' || coalesce(amount, 0);
    end if;
end $$;
