using Npgsql;

namespace Nanobot.ServiceDefaults.Persistence;

/// <summary>One transaction of the platform's own work.</summary>
public sealed class PlatformTransaction
{
    private readonly SqlSession _session;

    internal PlatformTransaction(SqlSession session) => _session = session;

    /// <summary>Runs statements in one round trip; returns the number of rows affected by all of them.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken, params IReadOnlyList<Sql> statements) =>
        _session.ExecuteAsync(statements, cancellationToken);

    /// <summary>Reads all rows of one statement.</summary>
    public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        _session.QueryAsync(statement, map, cancellationToken);
}
