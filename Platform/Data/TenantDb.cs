using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>
/// A service's database as one tenant sees it. The login is the application's, which owns nothing and is bound by
/// row-level security; each call names the context it works for, and sets it for one transaction only. The settings
/// are <c>app.tenant_id</c>, <c>app.user_id</c> and <c>app.role</c>.
/// </summary>
public sealed class TenantDb
{
    private const string SetScope =
        "select set_config('app.tenant_id', $1, true), set_config('app.user_id', $2, true), set_config('app.role', $3, true)";

    private readonly NpgsqlDataSource _dataSource;
    private readonly IOutbox? _outbox;
    private readonly IAuditTrail? _trail;
    private readonly UnreadableRows _unreadable;

    internal TenantDb(NpgsqlDataSource dataSource, IOutbox? outbox, UnreadableRows unreadable, IAuditTrail? trail = null)
    {
        _dataSource = dataSource;
        _outbox = outbox;
        _unreadable = unreadable;
        _trail = trail;
    }

    /// <summary>Runs one statement in one round trip; returns the number of rows affected.</summary>
    public async Task<int> ExecuteAsync(TenantContext context, Sql statement, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await new SqlSession(connection, Scope(context), _unreadable)
            .ExecuteAsync(statement, new AuditedStatement(_trail, statement, context), cancellationToken);
    }

    /// <summary>Reads all rows of one statement in one round trip.</summary>
    /// <exception cref="StoredDataException">One of them cannot be read.</exception>
    public async Task<List<T>> QueryAsync<T>(
        TenantContext context, Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await new SqlSession(connection, Scope(context), _unreadable)
            .QueryAsync(statement, map, cancellationToken, new AuditedStatement(_trail, statement, context));
    }

    /// <summary>
    /// Reads all rows of a list by what its order goes by, and goes on where one cannot be read: that one is logged and counted, and keeps its place.
    /// Not for what a statement has changed: there a row that is passed over would be half a change.
    /// </summary>
    /// <param name="context">Whose rows.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="key">Positions of the columns that the order goes by: texts, ids, whole numbers, moments.</param>
    /// <param name="map">Reads a row.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<List<StoredRow<T>>> ListAsync<T>(
        TenantContext context, Sql statement, IReadOnlyList<int> key, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await new SqlSession(connection, Scope(context), _unreadable).ListAsync(statement, key, map, cancellationToken);
    }

    /// <summary>Reads the first row of one statement, or the type's default when there is none.</summary>
    public async Task<T?> QuerySingleAsync<T>(
        TenantContext context, Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(context, statement, map, cancellationToken);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>
    /// Runs all of <paramref name="steps"/> in one transaction and one round trip, and in it leaves the audit entry of what they change: all is done, or nothing.
    /// What one of them goes by is a demand (<see cref="SqlStep.Demand"/>).
    /// </summary>
    /// <param name="context">Whose rows.</param>
    /// <param name="steps">The statements.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="isAudited">Whether it leaves the entry where it changes nothing, too.</param>
    /// <exception cref="UnmetDemandException">A demand does not hold.</exception>
    /// <exception cref="StoredDataException">A row of an <see cref="SqlRows{T}"/> cannot be read; what the steps do is done.</exception>
    public async Task BatchAsync(TenantContext context, IReadOnlyList<SqlStep> steps, CancellationToken cancellationToken, bool isAudited = false)
    {
        SqlStep[] all = [.. steps.Select(step => step.For(context, _outbox))];
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await new SqlSession(connection, Scope(context), _unreadable)
            .RunAsync(all, new AuditedStatement(_trail, [.. all.Select(static step => step.Statement)], context, isAudited), cancellationToken);
        if (all.Any(static step => step.Publishes))
        {
            _outbox!.Wake();
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction: committed when it returns, rolled back when it throws. Events
    /// that it publishes are written with it.
    /// </summary>
    public async Task<T> TransactionAsync<T>(
        TenantContext context, Func<TenantTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var session = new SqlSession(connection, Scope(context), _unreadable);
        var last = new LastWrites(session, _outbox, _trail);
        var result = await work(new TenantTransaction(context, session, last));
        await last.WriteAsync(context, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        last.Committed();
        return result;
    }

    /// <summary>As <see cref="TransactionAsync{T}"/>, without a result.</summary>
    public Task TransactionAsync(TenantContext context, Func<TenantTransaction, Task> work, CancellationToken cancellationToken) =>
        TransactionAsync(context, async transaction =>
        {
            await work(transaction);
            return true;
        }, cancellationToken);

    private static Sql Scope(TenantContext context) =>
        new(SetScope, context.RequiredTenantId, context.UserId ?? "", context.Role);
}
