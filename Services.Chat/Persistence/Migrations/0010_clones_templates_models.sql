-- What was copied from another user's workspace says so. Its labels say that others had a hand in it.
alter table workspace_file drop constraint workspace_file_author_check;
alter table workspace_file add constraint workspace_file_author_check check (author in ('template', 'user', 'assistant', 'consolidation', 'clone'));

-- The files that a tenant's new workspaces begin with, before those of the installation: for one language, or for all where it is empty.
create table workspace_template (
    tenant_id text not null,
    language text collate "C" not null,
    path text collate "C" not null,
    content bytea not null,
    bytes integer not null,
    revision bigint not null,
    updated_at timestamptz not null,
    primary key (tenant_id, path, language)
);
call nanobot.protect_tenant_table('workspace_template');

-- They are what the tenant keeps, like files of its users. No entity tag of one that is there again stands for what was deleted: revisions are numbered by the tenant.
alter table tenant_usage add column template_revision bigint not null default 0;
create trigger templates_added after insert on workspace_template referencing new table as changed for each statement execute function public.count_storage();
create trigger templates_moved after update on workspace_template referencing old table as before new table as changed for each statement execute function public.count_storage();
create trigger templates_removed after delete on workspace_template referencing old table as before for each statement execute function public.count_storage();

-- The model that a job wants its turn to be answered by; null: the usual ones.
alter table chat_run add column model text;
