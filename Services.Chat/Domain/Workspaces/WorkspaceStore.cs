using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Npgsql;

namespace Nanobot.Services.Chat.Domain.Workspaces;

/// <summary>A user's files: rows of the user's own, under row-level security.</summary>
internal sealed class WorkspaceStore(TenantDb db, WorkspaceProvisioner provisioner, TimeProvider time)
{
    private const string SelectPage = """
        select path, bytes, revision, updated_at from workspace_file
        where tenant_id = $1 and user_id = $2 and path > $3
        order by path limit $4
        """;

    private const string SelectFile = """
        select path, content, revision, updated_at from workspace_file
        where tenant_id = $1 and user_id = $2 and path = $3
        """;

    private const string SelectFiles = """
        select path, content, revision, updated_at from workspace_file
        where tenant_id = $1 and user_id = $2 and path = any($3)
        """;

    // The lock makes writers of one workspace take turns, so that neither quota nor revision is decided on old values.
    private const string LockWorkspace = "select bytes from workspace where tenant_id = $1 and user_id = $2 for update";

    private const string SelectHead = "select bytes, revision from workspace_file where tenant_id = $1 and user_id = $2 and path = $3";

    private const string Upsert = """
        insert into workspace_file (tenant_id, user_id, path, content, bytes, revision, updated_at)
        values ($1, $2, $3, $4, $5, 1, $6)
        on conflict (tenant_id, user_id, path) do update
        set content = excluded.content, bytes = excluded.bytes, revision = workspace_file.revision + 1, updated_at = excluded.updated_at
        """;

    private const string AddBytes = "update workspace set bytes = bytes + $3 where tenant_id = $1 and user_id = $2";

    public async Task<Page<WorkspaceEntry>> ListAsync(TenantContext context, PageRequest page, CancellationToken cancellationToken)
    {
        await provisioner.EnsureAsync(context, cancellationToken);
        var rows = await db.QueryAsync(context,
            new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, page.After ?? "", page.Limit + 1),
            static row => new WorkspaceEntry(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3)),
            cancellationToken);
        return page.ToPage(rows, static entry => entry.Path);
    }

    public async Task<WorkspaceFile?> FindAsync(TenantContext context, WorkspacePath path, CancellationToken cancellationToken)
    {
        await provisioner.EnsureAsync(context, cancellationToken);
        return await db.QuerySingleAsync(context,
            new Sql(SelectFile, context.RequiredTenantId, context.RequiredUserId, path.Value), ToFile, cancellationToken);
    }

    /// <summary>Those of <paramref name="paths"/> that exist, in no order.</summary>
    public async Task<IReadOnlyList<WorkspaceFile>> FindAsync(TenantContext context, string[] paths, CancellationToken cancellationToken)
    {
        await provisioner.EnsureAsync(context, cancellationToken);
        return await db.QueryAsync(context,
            new Sql(SelectFiles, context.RequiredTenantId, context.RequiredUserId, paths), ToFile, cancellationToken);
    }

    public async Task<WriteOutcome> WriteAsync(
        TenantContext context, WorkspacePath path, byte[] content, WriteCondition condition, CancellationToken cancellationToken)
    {
        if (content.Length > WorkspaceLimits.FileBytes)
        {
            return new WriteOutcome(null, WorkspaceRefusals.TooLarge);
        }

        await provisioner.EnsureAsync(context, cancellationToken);
        return await db.TransactionAsync(context, async transaction =>
        {
            var (tenant, user, now) = (context.RequiredTenantId, context.RequiredUserId, time.GetUtcNow());
            var total = await transaction.QuerySingleAsync(new Sql(LockWorkspace, tenant, user), static row => row.GetInt64(0), cancellationToken);
            var head = await transaction.QuerySingleAsync(new Sql(SelectHead, tenant, user, path.Value),
                static row => new { Bytes = row.GetInt32(0), Revision = row.GetInt64(1) }, cancellationToken);
            var added = content.Length - (head?.Bytes ?? 0);
            if (!condition.Holds(head?.Revision))
            {
                return new WriteOutcome(null, WorkspaceRefusals.Changed);
            }

            if (added > 0 && total + added > WorkspaceLimits.TotalBytes)
            {
                return new WriteOutcome(null, WorkspaceRefusals.Full);
            }

            await transaction.ExecuteAsync(cancellationToken,
                new Sql(Upsert, tenant, user, path.Value, content, content.Length, now),
                new Sql(AddBytes, tenant, user, (long)added));
            return new WriteOutcome(new WorkspaceEntry(path.Value, content.Length, (head?.Revision ?? 0) + 1, now), null);
        }, cancellationToken);
    }

    private static WorkspaceFile ToFile(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3));
}
