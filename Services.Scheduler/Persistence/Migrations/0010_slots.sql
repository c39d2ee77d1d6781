-- How many seconds later than wished a job runs that may run about its time (sooner, where it is less than 0); null where it runs at its very time, as all did
-- before. And what a run of it weighs, in thousands of tokens.
alter table jobs
    add column slot_offset int check (slot_offset between -420 and 420),
    add column slot_weight int not null default 4 check (slot_weight between 1 and 20);

-- What runs in each second of a cycle weigh together, by minutes of it: of a week for jobs by the wall clock, of its period for what comes at equal distances.
-- Of all tenants together, and so of none; only the platform's login sees it.
create table slots (
    cycle bigint not null,
    minute int not null check (minute >= 0),
    loads bigint[] not null check (cardinality(loads) = 60),
    primary key (cycle, minute)
);
do $$ begin
    execute format('grant select, insert, update, delete on slots to %I', current_database() || '_platform');
end $$;
