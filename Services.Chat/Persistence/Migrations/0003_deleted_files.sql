-- The highest revision of any file that was deleted: a file that is written anew begins above it, so that no entity tag
-- ever stands for two contents of one path. A version that does not know the column deletes nothing;
-- what it writes anew beside one that does begins at 1.
alter table workspace add column deleted_revision bigint not null default 0;
