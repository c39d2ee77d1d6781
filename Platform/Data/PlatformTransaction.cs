using Nanobot.Contracts;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>One transaction of the platform's own work.</summary>
public sealed class PlatformTransaction
{
    private readonly SqlSession _session;
    private readonly LastWrites _last;

    internal PlatformTransaction(SqlSession session, LastWrites last)
    {
        _session = session;
        _last = last;
    }

    /// <summary>Runs statements in one round trip; returns the number of rows affected by all of them.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken, params IReadOnlyList<Sql> statements) =>
        _session.ExecuteAsync(statements, cancellationToken);

    /// <summary>Reads all rows of one statement.</summary>
    public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        _session.QueryAsync(statement, map, cancellationToken);

    /// <summary>
    /// Puts <paramref name="integrationEvent"/> in the outbox, with the last statements of this transaction: it is published if and only if the
    /// transaction commits.
    /// </summary>
    /// <param name="integrationEvent">What happened to a tenant.</param>
    /// <param name="context">The tenant that it happened to.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task PublishAsync<TEvent>(TEvent integrationEvent, TenantContext context, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent<TEvent>
    {
        cancellationToken.ThrowIfCancellationRequested();
        _last.Publish(integrationEvent, context);
        return Task.CompletedTask;
    }

    /// <summary>Runs statements in one round trip, and reads what they return.</summary>
    public Task BatchAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancellationToken) => _session.RunAsync(steps, default, cancellationToken);

    /// <summary>An event for a statement that writes it in the outbox by itself, with what it depends on.</summary>
    /// <param name="integrationEvent">What happened.</param>
    /// <param name="context">The tenant, and for whom of it.</param>
    public OutboxEvent ToEvent<TEvent>(TEvent integrationEvent, TenantContext context)
        where TEvent : IIntegrationEvent<TEvent> => _last.ToEvent(integrationEvent, context);

    /// <summary>Leaves the audit entry of <paramref name="work"/> with this transaction: for work on many tenants at once, each of which has its own.</summary>
    /// <param name="work">What was done.</param>
    /// <param name="context">The tenant that it was done to.</param>
    public void Audit(AuditedWork work, TenantContext context) => _last.Audit(work, context);
}
