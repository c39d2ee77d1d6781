using Nanobot.Contracts;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>One transaction in one tenant's scope.</summary>
public sealed class TenantTransaction
{
    private readonly SqlSession _session;
    private readonly LastWrites _last;

    internal TenantTransaction(TenantContext context, SqlSession session, LastWrites last)
    {
        Context = context;
        _session = session;
        _last = last;
    }

    /// <summary>The context that the transaction works for.</summary>
    public TenantContext Context { get; }

    /// <summary>Runs statements in one round trip; returns the number of rows affected by all of them.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken, params IReadOnlyList<Sql> statements) =>
        _session.ExecuteAsync(statements, cancellationToken);

    /// <summary>Runs statements in one round trip, and reads what they return.</summary>
    /// <exception cref="UnmetDemandException">A demand does not hold: the transaction is over.</exception>
    public Task BatchAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancellationToken) => _session.RunAsync(steps, default, cancellationToken);

    /// <summary>Reads all rows of one statement.</summary>
    public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        _session.QueryAsync(statement, map, cancellationToken);

    /// <summary>Reads the first row of one statement, or the type's default when there is none.</summary>
    public async Task<T?> QuerySingleAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(statement, map, cancellationToken);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>
    /// Puts <paramref name="integrationEvent"/> in the outbox, with the last statements of this transaction: it is published if and only if the
    /// transaction commits, carrying the transaction's context.
    /// </summary>
    public Task PublishAsync<TEvent>(TEvent integrationEvent, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent<TEvent>
    {
        cancellationToken.ThrowIfCancellationRequested();
        _last.Publish(integrationEvent, Context);
        return Task.CompletedTask;
    }
}
