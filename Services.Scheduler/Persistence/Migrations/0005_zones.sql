-- Whether a job stays in the zone that it was made in, as all did before, or follows that of its user's preferences. The anchor of a
-- schedule by the wall clock is where its readings count from, as that of one by elapsed time: what a move of the clocks would repeat lies before it.
alter table jobs add column zone_mode text not null default 'fixed' check (zone_mode in ('fixed', 'user'));

-- What the machine's rules of each zone that jobs are in came to when it was looked at last: by what later changes in them are seen.
-- Of the suite as a whole, and so of no tenant; only the platform's login sees it.
create table zone_rules (
    zone text primary key,
    -- The distances from UTC over the next years, each with the moment at which it begins.
    offsets jsonb not null,
    -- Which edition of the rules that was, where the machine says it; an older one changes nothing here.
    edition text,
    noted_at timestamptz not null,
    -- Set while jobs of the zone are still to be armed anew: by what was there before, and behind which job.
    former jsonb,
    former_after_tenant text,
    former_after_job uuid
);
do $$ begin
    execute format('grant select, insert, update on zone_rules to %I', current_database() || '_platform');
end $$;
