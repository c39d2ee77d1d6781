using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Data;

/// <summary>What a transaction writes at its end, in one round trip: the events that it published, and the audit entry of a change.</summary>
internal sealed class LastWrites(SqlSession session, IOutbox? outbox, IAuditTrail? trail)
{
    private readonly List<Sql> _events = [];
    private readonly List<(string Tenant, AuditedWork Work, Sql Statement)> _audited = [];

    /// <summary>Adds an event.</summary>
    public void Publish(Func<IOutbox, Sql> toInsert) =>
        _events.Add(toInsert(outbox ?? throw new InvalidOperationException("The module publishes no events: it has no outbox.")));

    /// <summary>Adds the entry of work whose entry is still to be written.</summary>
    public void Audit(AuditedWork work, TenantContext? context)
    {
        if (trail is not null)
        {
            _audited.Add((context?.TenantId ?? "", work, trail.ToInsert(work, context, onlyIfWritten: false)));
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

        if (_events.Count + _audited.Count > 0)
        {
            // Entries take their tenants' numbers, by everybody in the same order: so nobody waits for somebody who waits for it.
            await session.ExecuteAsync([.. _events, .. _audited.OrderBy(static audited => audited.Tenant, StringComparer.Ordinal).Select(static audited => audited.Statement)], cancellationToken);
        }
    }

    /// <summary>Says that they have been committed.</summary>
    public void Committed()
    {
        _audited.ForEach(static audited => audited.Work.Recorded());
        if (_events.Count > 0)
        {
            outbox?.Wake();
        }
        else if (_audited.Count > 0)
        {
            trail?.Wake();
        }
    }
}
