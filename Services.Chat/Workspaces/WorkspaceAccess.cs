using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// The way to a user's workspace: rows of the user's own, under row-level security. A statement that finds no workspace at all has it made
/// and runs once more; one that finds it is one round trip.
/// </summary>
internal sealed class WorkspaceAccess(TenantDb db, WorkspaceProvisioner provisioner)
{
    // The lock makes writers of one workspace take turns, so that neither quota nor revision is decided on old values.
    private const string LockWorkspace = "select bytes, deleted_revision from workspace where tenant_id = $1 and user_id = $2 for update";

    /// <summary>
    /// Reads rows whose first column is the key of their order. The statement has one row of nulls where the workspace holds nothing of
    /// what is asked for, and no row where there is no workspace.
    /// </summary>
    public static SqlList<T?> Reading<T>(Sql statement, Func<NpgsqlDataReader, T> map)
        where T : class => new(statement, [0], row => row.IsDBNull(0) ? null : map(row));

    /// <summary>Reads such rows.</summary>
    public async Task<List<StoredRow<T>>> ReadAsync<T>(TenantContext context, Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
        where T : class
    {
        var reading = Reading(statement, map);
        await db.BatchAsync(context, [reading], cancellationToken);
        return await ReadAsync(context, reading, cancellationToken);
    }

    /// <summary>What a batch has read, or reads it once more, where it found no workspace and that is made now.</summary>
    public async Task<List<StoredRow<T>>> ReadAsync<T>(TenantContext context, SqlList<T?> reading, CancellationToken cancellationToken)
        where T : class
    {
        if (reading.Rows.Count == 0)
        {
            await provisioner.CreateAsync(context, cancellationToken);
            await db.BatchAsync(context, [reading], cancellationToken);
        }

        return reading.Rows.Count > 0
            ? [.. reading.Rows.Where(static row => !row.IsReadable || row.Value is not null).Select(static row => new StoredRow<T>(row.Key, row.Value, row.IsReadable))]
            : throw Missing();
    }

    /// <summary>The one row that is asked for, or null where there is none.</summary>
    /// <exception cref="StoredDataException">It cannot be read.</exception>
    public async Task<T?> FindAsync<T>(TenantContext context, Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
        where T : class =>
        (await ReadAsync(context, statement, map, cancellationToken)) switch
        {
            [] => null,
            [{ IsReadable: true, Value: { } found }] => found,
            _ => throw new StoredDataException("the row of a file cannot be read"),
        };

    /// <summary>Runs <paramref name="work"/> in one transaction that holds the workspace; nobody else changes it until the end.</summary>
    public async Task<T> ChangeAsync<T>(
        TenantContext context, Func<TenantTransaction, WorkspaceSpace, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        if (await TryChangeAsync(context, work, cancellationToken) is { } result)
        {
            return result;
        }

        await provisioner.CreateAsync(context, cancellationToken);
        return await TryChangeAsync(context, work, cancellationToken) ?? throw Missing();
    }

    /// <summary>Holds the workspace of the transaction's user until its end; null where there is none.</summary>
    public static Task<WorkspaceSpace?> HoldAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.QuerySingleAsync(
        new Sql(LockWorkspace, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId),
        static row => new WorkspaceSpace(row.GetInt64(0), row.GetInt64(1)), cancellationToken);

    /// <summary>Null, and nothing done, where there is no workspace.</summary>
    private Task<T?> TryChangeAsync<T>(
        TenantContext context, Func<TenantTransaction, WorkspaceSpace, Task<T>> work, CancellationToken cancellationToken)
        where T : class =>
        db.TransactionAsync<T?>(context, async transaction =>
        {
            var space = await HoldAsync(transaction, cancellationToken);
            return space is null ? null : await work(transaction, space);
        }, cancellationToken);

    private static InvalidOperationException Missing() => new("A workspace that was just made is not there.");
}
