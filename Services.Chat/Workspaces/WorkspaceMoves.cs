using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// Moves files within a workspace. A file's history goes along: its revisions are numbered anew, in their order and above every number that
/// either path has had, so that no number of a path ever stands for two contents. Whoever wrote them stays their author.
/// </summary>
internal sealed class WorkspaceMoves(WorkspaceAccess workspace, TimeProvider time)
{
    private const string MoveHistory = """
        update workspace_revision kept set path = $4, revision = $5 + old.number
        from (
            select revision, row_number() over (order by revision) as number
            from workspace_revision where tenant_id = $1 and user_id = $2 and path = $3) old
        where kept.tenant_id = $1 and kept.user_id = $2 and kept.path = $3 and kept.revision = old.revision
        """;

    private const string MoveFile = """
        update workspace_file file
        set path = $4, updated_at = $6,
            author = case when file.author_revision = file.revision then file.author end,
            author_revision = moved.revision, revision = moved.revision
        from (
            select $5 + 1 + count(*) filter (where path = $3) as revision
            from workspace_revision where tenant_id = $1 and user_id = $2) moved
        where file.tenant_id = $1 and file.user_id = $2 and file.path = $3
        """;

    private const string SelectRevision = "select revision from workspace_file where tenant_id = $1 and user_id = $2 and path = $3";

    /// <summary>Moves a file; what is at <paramref name="to"/> already is replaced, and kept, only with <paramref name="overwrite"/>.</summary>
    public Task<WriteOutcome> MoveAsync(
        TenantContext context, WorkspacePath from, WorkspacePath to, bool overwrite, WriteCondition condition, CancellationToken cancellationToken) =>
        ConfigFile.Is(from) || ConfigFile.Is(to) ? Task.FromResult(new WriteOutcome(null, WorkspaceRefusals.View)) : workspace.ChangeAsync(context, async (transaction, space) =>
        {
            var source = await FileHeads.FindAsync(transaction, from, cancellationToken);
            var target = await FileHeads.FindAsync(transaction, to, cancellationToken);
            return source is null ? new WriteOutcome(null, WorkspaceRefusals.NotFound)
                : !condition.Holds(source) ? new WriteOutcome(null, WorkspaceRefusals.Changed)
                : target is not null && !overwrite ? new WriteOutcome(null, WorkspaceRefusals.Exists)
                : await MoveAsync(transaction, space, (from, source), (to, target), cancellationToken);
        }, cancellationToken);

    private async Task<WriteOutcome> MoveAsync(
        TenantTransaction transaction, WorkspaceSpace space, (WorkspacePath Path, FileHead Head) from, (WorkspacePath Path, FileHead? Head) to, CancellationToken cancellationToken)
    {
        var (tenant, user, now) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, time.GetUtcNow());
        var files = new FileStatements(transaction.Context, now);
        var highest = Math.Max(Math.Max(space.DeletedRevision, from.Head.Revision), to.Head?.Revision ?? 0);
        // The file before its history: its number is behind all of those that are still at the old path.
        await transaction.ExecuteAsync(cancellationToken,
        [
            .. to.Head is null ? (Sql[])[] : [files.Keep(to.Path), files.Delete(to.Path)],
            new Sql(MoveFile, tenant, user, from.Path.Value, to.Path.Value, highest, now),
            new Sql(MoveHistory, tenant, user, from.Path.Value, to.Path.Value, highest),
            files.Shrink(to.Head?.Bytes ?? 0, highest),
            files.Trim(),
        ]);
        var revision = await transaction.QuerySingleAsync(new Sql(SelectRevision, tenant, user, to.Path.Value), static row => row.GetInt64(0), cancellationToken);
        return new WriteOutcome(new WorkspaceEntry(to.Path.Value, from.Head.Bytes, revision, now), null, IsNew: to.Head is null);
    }
}
