-- Who wrote a file's content. It holds for the revision it names and for no other: a version that does not know these
-- columns writes on without them.
alter table workspace_file
    add column author text check (author in ('template', 'user', 'assistant')),
    -- Of an assistant: the turn in which it wrote, and whether that turn had read text that others may have written.
    add column author_turn uuid,
    add column author_read boolean,
    add column author_revision bigint;
