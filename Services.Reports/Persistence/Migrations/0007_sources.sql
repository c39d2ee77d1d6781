-- What sources said last, fetched once for all who watch the same: of no tenant, and so only for the platform's login. A cache, which a crash may empty: it leaves no trace in the log of writes.
create unlogged table source_documents (
    -- SHA-256 of whose source it is and of its address: addresses may hold keys, and are not kept.
    source text primary key check (length(source) = 64),
    host text not null,
    body bytea,
    bytes int not null default 0,
    content_hash text,
    charset text,
    base_address text,
    is_cut_off boolean not null default false,
    etag text,
    last_modified text,
    fetched_at timestamptz not null default '-infinity',
    fresh_until timestamptz not null default '-infinity',
    stale_until timestamptz not null default '-infinity',
    failure_zh text,
    failure_en text,
    -- Who is at it.
    lease_id uuid,
    lease_until timestamptz not null default '-infinity',
    used_at timestamptz not null,
    check ((failure_zh is null) = (failure_en is null)),
    check ((body is null) = (content_hash is null))
);
create index source_documents_used on source_documents (used_at);

-- When a host may be asked next, by whichever process.
create unlogged table source_hosts (
    host text primary key,
    next_at timestamptz not null,
    left_alone_until timestamptz not null default '-infinity'
);

do $$ begin
    execute format('grant select, insert, update, delete on source_documents, source_hosts to %I', current_database() || '_platform');
end $$;
