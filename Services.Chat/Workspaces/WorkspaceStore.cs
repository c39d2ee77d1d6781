using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Npgsql;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A user's files as they are now.</summary>
internal sealed class WorkspaceStore(WorkspaceAccess workspace, FileWriter writer, ConfigView configuration)
{
    // A workspace without the files that are asked for is one row of nulls; no row: no workspace.
    private const string SelectPage = """
        select file.path, file.bytes, file.revision, file.updated_at
        from workspace w left join lateral (
            select path, bytes, revision, updated_at from workspace_file
            where tenant_id = $1 and user_id = $2 and path > $3
            order by path limit $4) file on true
        where w.tenant_id = $1 and w.user_id = $2
        order by file.path
        """;

    // An author holds for the revision that it was stored with.
    private const string SelectFile = """
        select f.path, f.content, f.revision, f.updated_at,
               case when f.author_revision = f.revision then f.author end, f.author_turn, coalesce(f.author_read, false), f.author_labels
        from workspace w left join workspace_file f on f.tenant_id = w.tenant_id and f.user_id = w.user_id and f.path = $3
        where w.tenant_id = $1 and w.user_id = $2
        """;

    // The same with the beginnings of the skills' files, in one round trip: who asks shows no more of them.
    private const string SelectPrompted = """
        select f.path, f.content, f.revision, f.updated_at,
               case when f.author_revision = f.revision then f.author end, f.author_turn, coalesce(f.author_read, false), f.author_labels
        from workspace w left join lateral (
            (select path, content, revision, updated_at, author_revision, author, author_turn, author_read, author_labels
             from workspace_file where tenant_id = $1 and user_id = $2 and path = any($3))
            union all
            (select path, substring(content from 1 for $7), revision, updated_at, author_revision, author, author_turn, author_read, author_labels
             from workspace_file where tenant_id = $1 and user_id = $2 and starts_with(path, $4) and right(path, length($5)) = $5 and not path = any($3)
             order by path limit $6)) f on true
        where w.tenant_id = $1 and w.user_id = $2
        """;

    // More than are shown: of some nothing can be told, and a folder of a skill's may have one with the same ending.
    private const int MostSkills = 40;
    private const int SkillBytes = 2048;

    public async Task<Page<WorkspaceEntry>> ListAsync(TenantContext context, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await workspace.ReadAsync(context,
            new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, page.After ?? "", page.Limit + 1),
            static row => new WorkspaceEntry(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3)),
            cancellationToken);
        return page.ToPage(rows);
    }

    public async Task<WorkspaceFile?> FindAsync(TenantContext context, WorkspacePath path, CancellationToken cancellationToken)
    {
        if (path == ConfigFile.Path)
        {
            await configuration.RefreshAsync(context, cancellationToken);
        }

        return await workspace.FindAsync(context, new Sql(SelectFile, context.RequiredTenantId, context.RequiredUserId, path.Value), ToFile, cancellationToken);
    }

    /// <summary>Reads those of <paramref name="paths"/> that exist, and of the skills' files the beginnings.</summary>
    public static SqlList<WorkspaceFile?> WithSkills(TenantContext context, IReadOnlyList<string> paths) => WorkspaceAccess.Reading(
        new Sql(SelectPrompted, context.RequiredTenantId, context.RequiredUserId, paths.ToArray(), SkillFiles.Folder, SkillFiles.File, MostSkills, SkillBytes), ToFile);

    /// <summary>Of what was read for <paramref name="paths"/> those, in no order, and the skills, by path.</summary>
    public async Task<(IReadOnlyList<WorkspaceFile> Files, IReadOnlyList<WorkspaceFile> Skills)> FindWithSkillsAsync(
        TenantContext context, IReadOnlyList<string> paths, SqlList<WorkspaceFile?> reading, CancellationToken cancellationToken)
    {
        var rows = await workspace.ReadAsync(context, reading, cancellationToken);
        var found = rows.Readable().ToLookup(file => SkillFiles.NameOf(file.Path) is not null && !paths.Contains(file.Path));
        return ([.. found[false]], [.. found[true].OrderBy(static file => file.Path, StringComparer.Ordinal)]);
    }

    public Task<WriteOutcome> WriteAsync(
        TenantContext context, WorkspacePath path, byte[] content, WriteCondition condition, FileAuthor author, CancellationToken cancellationToken) =>
        ConfigFile.Is(path) ? Task.FromResult(new WriteOutcome(null, WorkspaceRefusals.View))
            : content.Length > WorkspaceLimits.FileBytes
            ? Task.FromResult(new WriteOutcome(null, WorkspaceRefusals.TooLarge))
            : workspace.ChangeAsync(context, async (transaction, space) =>
            {
                var head = await FileHeads.FindAsync(transaction, path, cancellationToken);
                return condition.Holds(head)
                    ? await writer.WriteAsync(transaction, space, path, head, content, author, cancellationToken)
                    : new WriteOutcome(null, WorkspaceRefusals.Changed);
            }, cancellationToken);

    /// <summary>Deletes a file; why not, or null where it is gone.</summary>
    public async Task<Refusal?> DeleteAsync(TenantContext context, WorkspacePath path, WriteCondition condition, CancellationToken cancellationToken) =>
        ConfigFile.Is(path) ? WorkspaceRefusals.View : (await workspace.ChangeAsync(context, async (transaction, _) => new WriteOutcome(null,
            await FileHeads.FindAsync(transaction, path, cancellationToken) is not { } head ? WorkspaceRefusals.NotFound
            : !condition.Holds(head) ? WorkspaceRefusals.Changed
            : await writer.DeleteAsync(transaction, path, head, cancellationToken)), cancellationToken)).Refusal;

    private static WorkspaceFile ToFile(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3),
        row.IsDBNull(4) ? null : FileAuthor.Stored(row.GetString(4), row.IsDBNull(5) ? null : row.GetGuid(5), row.GetBoolean(6), row.IsDBNull(7) ? null : row.GetString(7)));
}
