using Nanobot.Contracts;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>One transaction of the platform's own work.</summary>
public sealed class PlatformTransaction
{
    private readonly SqlSession _session;
    private readonly IOutbox? _outbox;

    internal PlatformTransaction(SqlSession session, IOutbox? outbox)
    {
        _session = session;
        _outbox = outbox;
    }

    private IOutbox Outbox => _outbox ?? throw new InvalidOperationException("The module publishes no events: it has no outbox.");

    internal bool HasEvents { get; private set; }

    /// <summary>Runs statements in one round trip; returns the number of rows affected by all of them.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken, params IReadOnlyList<Sql> statements) =>
        _session.ExecuteAsync(statements, cancellationToken);

    /// <summary>Reads all rows of one statement.</summary>
    public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        _session.QueryAsync(statement, map, cancellationToken);

    /// <summary>
    /// Puts <paramref name="integrationEvent"/> in the outbox, in this transaction: it is published if and only if the
    /// transaction commits.
    /// </summary>
    /// <param name="integrationEvent">What happened to a tenant.</param>
    /// <param name="context">The tenant that it happened to.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task PublishAsync<TEvent>(TEvent integrationEvent, TenantContext context, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent<TEvent>
    {
        await ExecuteAsync(cancellationToken, Outbox.ToInsert(integrationEvent, context));
        HasEvents = true;
    }
}
