using Nanobot.Contracts;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Data;

/// <summary>What a transaction writes at its end, in one round trip: the events that it published, and the audit entry of a change.</summary>
internal sealed class LastWrites(SqlSession session, IOutbox? outbox, IAuditTrail? trail)
{
    private readonly List<OutboxEvent> _events = [];
    private readonly List<(string Tenant, AuditedWork Work, Sql? Statement)> _audited = [];
    private bool _publishes;

    /// <summary>Adds an event.</summary>
    public void Publish<TEvent>(TEvent integrationEvent, TenantContext context)
        where TEvent : IIntegrationEvent<TEvent> => _events.Add(ToEvent(integrationEvent, context));

    /// <summary>An event that a statement of the transaction writes by itself.</summary>
    public OutboxEvent ToEvent<TEvent>(TEvent integrationEvent, TenantContext context)
        where TEvent : IIntegrationEvent<TEvent>
    {
        _publishes = true;
        return (outbox ?? throw new InvalidOperationException("The module publishes no events: it has no outbox.")).ToEvent(integrationEvent, context);
    }

    /// <summary>Adds the entry of work whose entry is still to be written.</summary>
    public void Audit(AuditedWork work, TenantContext? context)
    {
        if (trail is null)
        {
            return;
        }

        var told = context is null ? null : trail.ToEvent(work, context);
        _audited.Add((context?.TenantId ?? "", work, told is null ? trail.ToInsert(work, context, onlyIfWritten: false) : null));
        if (told is not null)
        {
            _events.Add(told);
        }
    }

    /// <summary>Writes all of them, and the entry of the present work where the transaction has changed something.</summary>
    public async Task WriteAsync(TenantContext? context, CancellationToken cancellationToken)
    {
        // Whoever audits it by itself knows better for whom.
        if ((session.HasWritten || _events.Count > 0) && AuditedWork.Unrecorded is { } work && !_audited.Exists(audited => ReferenceEquals(audited.Work, work)))
        {
            Audit(work, context);
        }

        // Entries take their tenants' numbers, by everybody in the same order: so nobody waits for somebody who waits for it.
        List<Sql> last = [.. _audited.OrderBy(static audited => audited.Tenant, StringComparer.Ordinal).Select(static audited => audited.Statement).OfType<Sql>()];
        if (_events.Count > 0)
        {
            last.Insert(0, outbox!.ToInsert(_events));
        }

        if (last.Count > 0)
        {
            await session.ExecuteAsync(last, cancellationToken);
        }
    }

    /// <summary>Says that they have been committed.</summary>
    public void Committed()
    {
        _audited.ForEach(static audited => audited.Work.Recorded());
        if (_publishes || _events.Count > 0)
        {
            outbox?.Wake();
        }
        else if (_audited.Count > 0)
        {
            trail?.Wake();
        }
    }
}
