-- Addresses to which others post news. Rows without a user are the tenant's, whose news are for all its users.
create table inboxes (
    tenant_id text not null check (tenant_id <> ''),
    user_id text check (user_id <> ''),
    owner text not null generated always as (coalesce(user_id, '')) stored,
    name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    is_signed boolean not null,
    -- For whom of the people that users follow it stands.
    influencer text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- When news came last that were not known.
    last_at timestamptz,
    -- Posts within the minute that began then.
    posts int not null default 0,
    posts_since timestamptz,
    primary key (tenant_id, owner, name)
);
call nanobot.protect_tenant_table('inboxes');
-- An address says no tenant: its row does.
call nanobot.allow_platform('inboxes', 'select');

-- Of an address only its SHA-256 is kept. A former one is good until it ends.
create table inbox_addresses (
    tenant_id text not null check (tenant_id <> ''),
    user_id text check (user_id <> ''),
    owner text not null generated always as (coalesce(user_id, '')) stored,
    name text not null,
    token_hash text not null,
    -- By which posts to it are signed, and the key by which that is sealed.
    secret text,
    secret_key text,
    ends_at timestamptz,
    primary key (tenant_id, owner, name, token_hash),
    foreign key (tenant_id, owner, name) references inboxes on delete cascade,
    check ((secret is null) = (secret_key is null))
);
call nanobot.protect_tenant_table('inbox_addresses');
call nanobot.allow_platform('inbox_addresses', 'select, update (secret, secret_key)');
create unique index inbox_addresses_token on inbox_addresses (token_hash);
create index inbox_addresses_by_key on inbox_addresses (secret_key) where secret_key is not null;

create table inbox_items (
    tenant_id text not null check (tenant_id <> ''),
    user_id text check (user_id <> ''),
    owner text not null generated always as (coalesce(user_id, '')) stored,
    name text not null,
    -- SHA-256 of what its sender tells it from others by, and of what tells stories apart.
    item_key text not null,
    story_key text not null,
    title text not null,
    link text,
    author text,
    symbols text[] not null,
    published_at timestamptz,
    received_at timestamptz not null,
    -- Its place in its post, and what it said there.
    line int not null,
    said text not null,
    primary key (tenant_id, owner, name, item_key),
    foreign key (tenant_id, owner, name) references inboxes on delete cascade
);
call nanobot.protect_tenant_table('inbox_items');
-- What is too old goes, whosever it is.
call nanobot.allow_platform('inbox_items', 'select (received_at), delete');
create index inbox_items_newest on inbox_items (tenant_id, owner, name, received_at desc, line);
create index inbox_items_stories on inbox_items (tenant_id, owner, name, story_key);
create index inbox_items_received on inbox_items (received_at);

-- Signed posts that have been taken, for as long as they could be sent again.
create table inbox_messages (
    tenant_id text not null check (tenant_id <> ''),
    user_id text check (user_id <> ''),
    owner text not null generated always as (coalesce(user_id, '')) stored,
    name text not null,
    message_hash text not null,
    received_at timestamptz not null,
    primary key (tenant_id, owner, name, message_hash),
    foreign key (tenant_id, owner, name) references inboxes on delete cascade
);
call nanobot.protect_tenant_table('inbox_messages');
call nanobot.allow_platform('inbox_messages', 'select (received_at), delete');
create index inbox_messages_received on inbox_messages (received_at);

-- A user's are for nobody else of the tenant; the tenant's are read by all its users, and changed by none of them.
do $$
declare
    app text := current_database() || '_app';
    mine text := '(user_id = current_setting(''app.user_id'', true) or (user_id is null and current_setting(''app.role'', true) = ''tenant_admin''))';
    target text;
begin
    foreach target in array array['inboxes', 'inbox_addresses', 'inbox_items', 'inbox_messages'] loop
        execute format('create policy own_rows on %I as restrictive to %I using (user_id is null or user_id = current_setting(''app.user_id'', true)) with check %s', target, app, mine);
        execute format('create policy own_ends on %I as restrictive for delete to %I using %s', target, app, mine);
    end loop;
end $$;
