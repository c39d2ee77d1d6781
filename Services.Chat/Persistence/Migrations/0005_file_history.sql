-- What files were: each content that was replaced or deleted, under the revision that it had. Whoever replaces it writes it, in the same
-- transaction; a version that does not know the table leaves a gap and nothing wrong.
create table workspace_revision (
    tenant_id text not null,
    user_id text not null,
    path text collate "C" not null,
    revision bigint not null,
    content bytea not null,
    bytes integer not null,
    written_at timestamptz not null,
    -- Who wrote it, as far as that was known of the file at this revision.
    author text,
    author_turn uuid,
    author_read boolean not null,
    replaced_at timestamptz not null,
    -- Whether it was deleted and not replaced.
    deleted boolean not null,
    primary key (tenant_id, user_id, path, revision),
    foreign key (tenant_id, user_id) references workspace on delete cascade
);
call nanobot.protect_user_table('workspace_revision');

-- The text that octets are in UTF-8, or null where they are none that PostgreSQL can hold.
create function public.text_of(octets bytea) returns text language plpgsql immutable as $$
begin
    return convert_from(octets, 'UTF8');
exception when character_not_in_repertoire or untranslatable_character then
    return null;
end $$;
