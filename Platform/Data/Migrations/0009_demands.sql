-- What a batch of statements goes by: where it does not hold, none of the batch is done. So that whoever would read first and then decide can
-- send all of it at once.

create function nanobot.demand(holds boolean, what text, found bigint) returns void language plpgsql as $$
begin
    if holds is not true then
        raise exception using errcode = 'NB001', message = what, detail = coalesce(found, 0)::text;
    end if;
end $$;
