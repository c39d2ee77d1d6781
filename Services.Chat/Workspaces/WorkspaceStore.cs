using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Usage;
using Npgsql;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// A user's files: rows of the user's own, under row-level security. A statement that finds no workspace at all has it made
/// and runs once more; one that finds it is one round trip.
/// </summary>
internal sealed class WorkspaceStore(TenantDb db, WorkspaceProvisioner provisioner, UsageQuotas quotas, TimeProvider time)
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
    private const string SelectFiles = """
        select f.path, f.content, f.revision, f.updated_at,
               case when f.author_revision = f.revision then f.author end, f.author_turn, coalesce(f.author_read, false)
        from workspace w left join workspace_file f on f.tenant_id = w.tenant_id and f.user_id = w.user_id and f.path = any($3)
        where w.tenant_id = $1 and w.user_id = $2
        """;

    // The lock makes writers of one workspace take turns, so that neither quota nor revision is decided on old values.
    private const string LockWorkspace = "select bytes, deleted_revision from workspace where tenant_id = $1 and user_id = $2 for update";

    // A moment beyond those that can be read is before or after all that a condition can name; so a file that has one can be replaced and deleted.
    private const string SelectHead = """
        select bytes, revision, greatest(least(updated_at, '9999-12-31 23:59:59+00'), '0001-01-01 00:00:00+00')
        from workspace_file where tenant_id = $1 and user_id = $2 and path = $3
        """;

    private const string Upsert = """
        insert into workspace_file
            (tenant_id, user_id, path, content, bytes, revision, updated_at, author, author_turn, author_read, author_revision)
        values ($1, $2, $3, $4, $5, $10, $6, $7, $8::uuid, $9, $10)
        on conflict (tenant_id, user_id, path) do update
        set content = excluded.content, bytes = excluded.bytes, revision = workspace_file.revision + 1, updated_at = excluded.updated_at,
            author = excluded.author, author_turn = excluded.author_turn, author_read = excluded.author_read,
            author_revision = workspace_file.revision + 1
        """;

    private const string AddBytes = "update workspace set bytes = bytes + $3 where tenant_id = $1 and user_id = $2";

    private const string Delete = "delete from workspace_file where tenant_id = $1 and user_id = $2 and path = $3";

    private const string TakeAway = """
        update workspace set bytes = bytes - $3, deleted_revision = greatest(deleted_revision, $4) where tenant_id = $1 and user_id = $2
        """;

    public async Task<Page<WorkspaceEntry>> ListAsync(TenantContext context, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(context,
            new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, page.After ?? "", page.Limit + 1),
            static row => new WorkspaceEntry(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3)),
            cancellationToken);
        return page.ToPage(rows);
    }

    public async Task<WorkspaceFile?> FindAsync(TenantContext context, WorkspacePath path, CancellationToken cancellationToken) =>
        (await SelectAsync(context, [path.Value], cancellationToken)) switch
        {
            [] => null,
            [{ IsReadable: true, Value: { } file }] => file,
            _ => throw new StoredDataException("the row of a file cannot be read"),
        };

    /// <summary>Those of <paramref name="paths"/> that exist, in no order.</summary>
    public async Task<IReadOnlyList<WorkspaceFile>> FindAsync(
        TenantContext context, IEnumerable<string> paths, CancellationToken cancellationToken) =>
        [.. (await SelectAsync(context, paths, cancellationToken)).Readable()];

    public async Task<WriteOutcome> WriteAsync(
        TenantContext context, WorkspacePath path, byte[] content, WriteCondition condition, FileAuthor author, CancellationToken cancellationToken)
    {
        if (content.Length > WorkspaceLimits.FileBytes)
        {
            return new WriteOutcome(null, WorkspaceRefusals.TooLarge);
        }

        if (await TryWriteAsync(context, path, content, condition, author, cancellationToken) is { } outcome)
        {
            return outcome;
        }

        await provisioner.CreateAsync(context, cancellationToken);
        return await TryWriteAsync(context, path, content, condition, author, cancellationToken) ?? throw Missing();
    }

    /// <summary>Deletes a file; why not, or null where it is gone.</summary>
    public async Task<Refusal?> DeleteAsync(TenantContext context, WorkspacePath path, WriteCondition condition, CancellationToken cancellationToken)
    {
        if (await TryDeleteAsync(context, path, condition, cancellationToken) is { } outcome)
        {
            return outcome.Refusal;
        }

        await provisioner.CreateAsync(context, cancellationToken);
        return (await TryDeleteAsync(context, path, condition, cancellationToken) ?? throw Missing()).Refusal;
    }

    private Task<List<StoredRow<WorkspaceFile>>> SelectAsync(TenantContext context, IEnumerable<string> paths, CancellationToken cancellationToken) =>
        ReadAsync(context, new Sql(SelectFiles, context.RequiredTenantId, context.RequiredUserId, paths.ToArray()), ToFile, cancellationToken);

    /// <summary>Null, and nothing written, where there is no workspace.</summary>
    private Task<WriteOutcome?> TryWriteAsync(
        TenantContext context, WorkspacePath path, byte[] content, WriteCondition condition, FileAuthor author, CancellationToken cancellationToken) =>
        db.TransactionAsync(context, async transaction =>
        {
            var (tenant, user, now) = (context.RequiredTenantId, context.RequiredUserId, time.GetUtcNow());
            if (await LockAsync(transaction, cancellationToken) is not { } space)
            {
                return null;
            }

            var head = await HeadAsync(transaction, path, cancellationToken);
            var added = content.Length - (head?.Bytes ?? 0);
            if (!condition.Holds(head))
            {
                return new WriteOutcome(null, WorkspaceRefusals.Changed);
            }

            if (added > 0 && await quotas.TakeStorageAsync(transaction, space.Bytes, added, cancellationToken) is { } refusal)
            {
                return new WriteOutcome(null, refusal);
            }

            var first = space.DeletedRevision + 1;
            await transaction.ExecuteAsync(cancellationToken,
                new Sql(Upsert, tenant, user, path.Value, content, content.Length, now, author.Kind, author.TurnId, author.HasReadText, first),
                new Sql(AddBytes, tenant, user, (long)added));
            return new WriteOutcome(new WorkspaceEntry(path.Value, content.Length, head is null ? first : head.Revision + 1, now), null, IsNew: head is null);
        }, cancellationToken);

    /// <summary>Null, and nothing deleted, where there is no workspace.</summary>
    private Task<WriteOutcome?> TryDeleteAsync(
        TenantContext context, WorkspacePath path, WriteCondition condition, CancellationToken cancellationToken) =>
        db.TransactionAsync(context, async transaction =>
        {
            if (await LockAsync(transaction, cancellationToken) is null)
            {
                return null;
            }

            if (await HeadAsync(transaction, path, cancellationToken) is not { } head)
            {
                return new WriteOutcome(null, WorkspaceRefusals.NotFound);
            }

            if (!condition.Holds(head))
            {
                return new WriteOutcome(null, WorkspaceRefusals.Changed);
            }

            var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
            await transaction.ExecuteAsync(cancellationToken,
                new Sql(Delete, tenant, user, path.Value), new Sql(TakeAway, tenant, user, (long)head.Bytes, head.Revision));
            return new WriteOutcome(null, null);
        }, cancellationToken);

    private static Task<Space?> LockAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.QuerySingleAsync(
        new Sql(LockWorkspace, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId),
        static row => new Space(row.GetInt64(0), row.GetInt64(1)), cancellationToken);

    private static Task<FileHead?> HeadAsync(TenantTransaction transaction, WorkspacePath path, CancellationToken cancellationToken) => transaction.QuerySingleAsync(
        new Sql(SelectHead, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, path.Value),
        static row => new FileHead(row.GetInt32(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2)), cancellationToken);

    private async Task<List<StoredRow<T>>> ReadAsync<T>(TenantContext context, Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
        where T : class
    {
        var rows = await db.ListAsync(context, statement, [0], MapOrNull, cancellationToken);
        if (rows.Count == 0)
        {
            await provisioner.CreateAsync(context, cancellationToken);
            rows = await db.ListAsync(context, statement, [0], MapOrNull, cancellationToken);
        }

        return rows.Count > 0
            ? [.. rows.Where(static row => !row.IsReadable || row.Value is not null).Select(static row => new StoredRow<T>(row.Key, row.Value, row.IsReadable))]
            : throw Missing();

        T? MapOrNull(NpgsqlDataReader row) => row.IsDBNull(0) ? null : map(row);
    }

    private static InvalidOperationException Missing() => new("A workspace that was just made is not there.");

    private static WorkspaceFile ToFile(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3),
        row.IsDBNull(4) ? null : new FileAuthor(row.GetString(4), row.IsDBNull(5) ? null : row.GetGuid(5), row.GetBoolean(6)));

    private sealed record Space(long Bytes, long DeletedRevision);
}
