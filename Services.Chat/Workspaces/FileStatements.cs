using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>The statements that change the files of one user, for a transaction that holds the workspace.</summary>
internal sealed class FileStatements(TenantContext context, DateTimeOffset now)
{
    private const string KeepFile = """
        insert into workspace_revision
            (tenant_id, user_id, path, revision, content, bytes, written_at, author, author_turn, author_read, replaced_at, deleted, author_labels)
        select tenant_id, user_id, path, revision, content, bytes, updated_at,
               case when author_revision = revision then author end, author_turn, coalesce(author_read, false), $4, $5, author_labels
        from workspace_file where tenant_id = $1 and user_id = $2 and path = $3
        """;

    private const string InsertPast = """
        insert into workspace_revision
            (tenant_id, user_id, path, revision, content, bytes, written_at, author, author_turn, author_read, replaced_at, deleted, author_labels)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid, $10, $11, $12, $13)
        """;

    private const string Upsert = """
        insert into workspace_file
            (tenant_id, user_id, path, content, bytes, revision, updated_at, author, author_turn, author_read, author_revision, author_labels)
        values ($1, $2, $3, $4, $5, $10, $6, $7, $8::uuid, $9, case when $7::text is not null then $10 end, $11::text)
        on conflict (tenant_id, user_id, path) do update
        set content = excluded.content, bytes = excluded.bytes, revision = excluded.revision, updated_at = excluded.updated_at,
            author = excluded.author, author_turn = excluded.author_turn, author_read = excluded.author_read,
            author_revision = excluded.author_revision, author_labels = excluded.author_labels
        """;

    private const string AddBytes = "update workspace set bytes = bytes + $3 where tenant_id = $1 and user_id = $2";

    private const string Remove = "delete from workspace_file where tenant_id = $1 and user_id = $2 and path = $3";

    private const string TakeAway = """
        update workspace set bytes = bytes - $3, deleted_revision = greatest(deleted_revision, $4) where tenant_id = $1 and user_id = $2
        """;

    // Bounds are no more than a revision can have: the newest of a file always stays, unless the whole workspace has no room for it.
    private const string TrimHistory = """
        delete from workspace_revision kept using (
            select path, revision,
                   row_number() over of_file as number, sum(bytes) over of_file as octets,
                   row_number() over of_all as number_of_all, sum(bytes) over of_all as octets_of_all
            from workspace_revision where tenant_id = $1 and user_id = $2
            window of_file as (partition by path order by revision desc),
                   of_all as (order by replaced_at desc, path, revision desc rows unbounded preceding)) old
        where kept.tenant_id = $1 and kept.user_id = $2 and kept.path = old.path and kept.revision = old.revision
            and (old.number > $3 or old.octets > $4 or old.number_of_all > $5 or old.octets_of_all > $6)
        """;

    private string Tenant => context.RequiredTenantId;

    private string User => context.RequiredUserId;

    /// <summary>Keeps what the file is now, before it is replaced or deleted.</summary>
    public Sql Keep(WorkspacePath path, bool isDeleted = false) => new(KeepFile, Tenant, User, path.Value, now, isDeleted);

    /// <summary>Puts what the file was elsewhere into its history.</summary>
    public Sql Past(WorkspacePath path, byte[] content, long revision, (DateTimeOffset From, DateTimeOffset To) time, bool isDeleted, FileAuthor author) => new(InsertPast,
        Tenant, User, path.Value, revision, content, content.Length, time.From, author.Kind, author.TurnId, author.HasReadText, time.To, isDeleted, LabelSet.Write(author.Labels));

    /// <summary>Writes the file.</summary>
    public Sql Write(WorkspacePath path, byte[] content, FileAuthor? author, long revision) => new(Upsert,
        Tenant, User, path.Value, content, content.Length, now, author?.Kind, author?.TurnId, author?.HasReadText ?? false, revision,
        author is null ? null : LabelSet.Write(author.Labels));

    /// <summary>Counts what files have grown by.</summary>
    public Sql Grow(long bytes) => new(AddBytes, Tenant, User, bytes);

    /// <summary>Deletes the file.</summary>
    public Sql Delete(WorkspacePath path) => new(Remove, Tenant, User, path.Value);

    /// <summary>Counts what was deleted, and the revision that it had.</summary>
    public Sql Shrink(long bytes, long revision) => new(TakeAway, Tenant, User, bytes, revision);

    /// <summary>Lets go of what is more than may be kept of the past, the oldest first.</summary>
    public Sql Trim() => new(TrimHistory, Tenant, User,
        (long)HistoryLimits.RevisionsOfFile, HistoryLimits.BytesOfFile, (long)HistoryLimits.Revisions, HistoryLimits.Bytes);
}
