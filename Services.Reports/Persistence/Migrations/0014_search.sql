-- What a report says, as it is searched: title, text, headlines and symbols, with U+001E between them. Folded, it is what words are compared with: of the same characters, so that a place in one
-- is the same place in the other. What an older version completes has none, and gets it from the first search that comes upon it.
create table report_texts (
    tenant_id text not null check (tenant_id <> ''),
    user_id text not null check (user_id <> ''),
    report_id uuid not null,
    said text not null,
    folded text not null,
    -- Those that its evidence has figures of, in upper case.
    symbols text[] not null default '{}',
    -- By which a search tells how much it looks at, without reading it.
    characters int not null generated always as (length(folded)) stored,
    primary key (tenant_id, user_id, report_id),
    foreign key (tenant_id, user_id, report_id) references all_reports on delete cascade
);
call nanobot.protect_user_table('report_texts');
