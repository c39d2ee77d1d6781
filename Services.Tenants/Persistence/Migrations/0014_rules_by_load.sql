-- Rules of quotas that hold by measured load. The previous version cannot read one that has no schedule, and leaves it out of force.
alter table quota_rules
    alter column schedule drop not null,
    -- As the API writes it.
    add column load text,
    -- The mean of what was measured, in percent, as of load_at; and whether it has reached one bound and not gone below the other since.
    add column load_mean double precision,
    add column load_at timestamptz,
    add column load_holds boolean not null default false,
    add constraint quota_rules_when check (schedule is not null or load is not null);
