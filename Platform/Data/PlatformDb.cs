using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>
/// A service's database across tenants, for the platform's own work. The login sees only the tables whose migrations
/// let it (<c>nanobot.allow_platform</c>), and each call states its <see cref="PlatformScope"/>.
/// </summary>
public sealed class PlatformDb
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly IOutbox? _outbox;
    private readonly IAuditTrail? _trail;
    private readonly UnreadableRows _unreadable;

    internal PlatformDb(NpgsqlDataSource dataSource, IOutbox? outbox, UnreadableRows unreadable, IAuditTrail? trail = null)
    {
        _dataSource = dataSource;
        _outbox = outbox;
        _unreadable = unreadable;
        _trail = trail;
    }

    /// <summary>Runs one statement; returns the number of rows affected.</summary>
    public async Task<int> ExecuteAsync(PlatformScope scope, Sql statement, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await new SqlSession(connection, Preamble(scope), _unreadable)
            .ExecuteAsync(statement, new AuditedStatement(_trail, statement, null), cancellationToken);
    }

    /// <summary>Reads all rows of one statement.</summary>
    /// <exception cref="StoredDataException">One of them cannot be read.</exception>
    public async Task<List<T>> QueryAsync<T>(
        PlatformScope scope, Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await new SqlSession(connection, Preamble(scope), _unreadable)
            .QueryAsync(statement, map, cancellationToken, new AuditedStatement(_trail, statement, null));
    }

    /// <summary>
    /// Reads all rows of a list by what its order goes by, and goes on where one cannot be read: that one is logged and counted, and keeps its place.
    /// Not for what a statement has changed: there a row that is passed over would be half a change.
    /// </summary>
    /// <param name="scope">What for.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="key">Positions of the columns that the order goes by: texts, ids, whole numbers, moments.</param>
    /// <param name="map">Reads a row.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<List<StoredRow<T>>> ListAsync<T>(
        PlatformScope scope, Sql statement, IReadOnlyList<int> key, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await new SqlSession(connection, Preamble(scope), _unreadable).ListAsync(statement, key, map, cancellationToken);
    }

    /// <summary>Reads the first row of one statement, or the type's default when there is none.</summary>
    public async Task<T?> QuerySingleAsync<T>(
        PlatformScope scope, Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(scope, statement, map, cancellationToken);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction: committed when it returns, rolled back when it throws. Events
    /// that it publishes are written with it.
    /// </summary>
    public async Task<T> TransactionAsync<T>(
        PlatformScope scope, Func<PlatformTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var session = new SqlSession(connection, Preamble(scope), _unreadable);
        var last = new LastWrites(session, _outbox, _trail);
        var result = await work(new PlatformTransaction(session, last));
        await last.WriteAsync(null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        last.Committed();
        return result;
    }

    /// <summary>A connection for work that outlives a transaction: a session's lock.</summary>
    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _dataSource.OpenConnectionAsync(cancellationToken);

    private static Sql Preamble(PlatformScope scope) => new("select set_config('application_name', $1, true)", $"platform: {scope.Reason}");
}
