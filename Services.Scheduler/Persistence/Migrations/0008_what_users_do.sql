-- Words by which a user finds jobs again; whose wish a job stands for where it is not made by hand; and the UID by which a calendar knows it.
alter table jobs
    add column tags text[] not null default '{}',
    add column origin text check (origin in ('preferences')),
    add column calendar_uid text;

-- A standing job of each sort, and a job of each event of a calendar, is there once, whatever comes at once.
create unique index jobs_standing on jobs (tenant_id, user_id, (payload ->> 'report_type')) where origin is not null;
create unique index jobs_of_calendar on jobs (tenant_id, user_id, calendar_uid) where calendar_uid is not null;
