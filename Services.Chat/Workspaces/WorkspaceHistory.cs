using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Npgsql;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What a user's files were, and the way back to it.</summary>
internal sealed class WorkspaceHistory(WorkspaceAccess workspace, FileWriter writer)
{
    // A file as it is now is the last of its revisions.
    private const string Revisions = """
        select revision, bytes, updated_at as written_at, case when author_revision = revision then author end as author, author_turn,
               coalesce(author_read, false) as author_read, true as current, null::timestamptz as deleted_at, content, author_labels
        from workspace_file where tenant_id = $1 and user_id = $2 and path = $3
        union all
        select revision, bytes, written_at, author, author_turn, author_read, false, case when deleted then replaced_at end, content, author_labels
        from workspace_revision where tenant_id = $1 and user_id = $2 and path = $3
        """;

    private const string SelectPage = $"""
        select known.revision, known.bytes, known.written_at, known.author, known.author_turn, known.author_read, known.author_labels, known.current, known.deleted_at
        from workspace w left join lateral (
            select revision, bytes, written_at, author, author_turn, author_read, author_labels, current, deleted_at from ({Revisions}) each
            where revision < $4 order by revision desc limit $5) known on true
        where w.tenant_id = $1 and w.user_id = $2
        order by known.revision desc
        """;

    private const string SelectOne = $"""
        select known.revision, known.content, known.written_at, known.author, known.author_turn, known.author_read, known.author_labels
        from workspace w left join lateral (
            select * from ({Revisions}) each
            where ($4::bigint is null or revision = $4) and revision < $5 order by revision desc limit 1) known on true
        where w.tenant_id = $1 and w.user_id = $2
        """;

    /// <summary>The revisions of a path, the newest first; null where there never was a file, or nothing is kept of it.</summary>
    /// <exception cref="RefusalException">The page's cursor is none of this list.</exception>
    public async Task<Page<FileRevision>?> ListAsync(TenantContext context, WorkspacePath path, PageRequest page, CancellationToken cancellationToken)
    {
        if (!RevisionNumber.TryParse(page.After, out var after))
        {
            throw new RefusalException(Refusals.WrongCursor);
        }

        var rows = await workspace.ReadAsync(context,
            new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, path.Value, after ?? long.MaxValue, page.Limit + 1),
            static row => new FileRevision(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2), Author(row, 3),
                row.GetBoolean(7), row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8)), cancellationToken);
        return rows.Count == 0 && after is null ? null : page.ToPage(rows);
    }

    /// <summary>A file as it was, or is, at a revision; where none is named, at the last. Null where nothing is kept of it.</summary>
    public Task<WorkspaceFile?> FindAsync(TenantContext context, WorkspacePath path, long? revision, CancellationToken cancellationToken) =>
        workspace.FindAsync(context, Select(context, path, revision, long.MaxValue), row => ToFile(path, row), cancellationToken);

    /// <summary>A file as it was before it was written at a revision, or null where nothing is kept of that.</summary>
    public Task<WorkspaceFile?> FindBeforeAsync(TenantContext context, WorkspacePath path, long revision, CancellationToken cancellationToken) =>
        workspace.FindAsync(context, Select(context, path, null, revision), row => ToFile(path, row), cancellationToken);

    /// <summary>
    /// Makes a file what it was at a revision, under a new one that has the old one's author. Where none is named, what it was before it
    /// was written or deleted last.
    /// </summary>
    public Task<WriteOutcome> RestoreAsync(
        TenantContext context, WorkspacePath path, long? revision, WriteCondition condition, CancellationToken cancellationToken) =>
        ConfigFile.Is(path) ? Task.FromResult(new WriteOutcome(null, WorkspaceRefusals.View)) : workspace.ChangeAsync(context, async (transaction, space) =>
        {
            var head = await FileHeads.FindAsync(transaction, path, cancellationToken);
            var before = revision is null ? head?.Revision ?? long.MaxValue : long.MaxValue;
            return await transaction.QuerySingleAsync(Select(context, path, revision, before), row => row.IsDBNull(0) ? null : ToFile(path, row), cancellationToken) is not { } old
                ? new WriteOutcome(null, WorkspaceRefusals.NoRevision)
                : !condition.Holds(head)
                ? new WriteOutcome(null, WorkspaceRefusals.Changed)
                : await writer.WriteAsync(transaction, space, path, head, old.Content.ToArray(), old.Author, cancellationToken);
        }, cancellationToken);

    private static Sql Select(TenantContext context, WorkspacePath path, long? revision, long before) =>
        new(SelectOne, context.RequiredTenantId, context.RequiredUserId, path.Value, revision, before);

    private static WorkspaceFile ToFile(WorkspacePath path, NpgsqlDataReader row) => new(
        path.Value, row.GetFieldValue<byte[]>(1), row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(2), Author(row, 3));

    /// <summary>The author in four columns of a row from <paramref name="first"/> on.</summary>
    internal static FileAuthor? Author(NpgsqlDataReader row, int first) => row.IsDBNull(first) ? null : FileAuthor.Stored(
        row.GetString(first), row.IsDBNull(first + 1) ? null : row.GetGuid(first + 1), row.GetBoolean(first + 2), row.IsDBNull(first + 3) ? null : row.GetString(first + 3));
}
