using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Data;

/// <summary>What a transaction writes at its end, in one round trip: the events that it published, and the audit entry of a change.</summary>
internal sealed class LastWrites(SqlSession session, IOutbox? outbox, IAuditTrail? trail)
{
    private readonly List<Sql> _statements = [];
    private readonly List<AuditedWork> _audited = [];
    private bool _hasEvents;

    /// <summary>Adds an event.</summary>
    public void Publish(Func<IOutbox, Sql> toInsert)
    {
        _statements.Add(toInsert(outbox ?? throw new InvalidOperationException("The module publishes no events: it has no outbox.")));
        _hasEvents = true;
    }

    /// <summary>Adds the entry of work whose entry is still to be written.</summary>
    public void Audit(AuditedWork work, TenantContext? context)
    {
        if (trail is not null)
        {
            _statements.Add(trail.ToInsert(work, context, onlyIfWritten: false));
            _audited.Add(work);
        }
    }

    /// <summary>Writes all of them, and the entry of the present work where the transaction has changed something.</summary>
    public async Task WriteAsync(TenantContext? context, CancellationToken cancellationToken)
    {
        if ((session.HasWritten || _hasEvents) && AuditedWork.Unrecorded is { } work)
        {
            Audit(work, context);
        }

        if (_statements.Count > 0)
        {
            await session.ExecuteAsync(_statements, cancellationToken);
        }
    }

    /// <summary>Says that they have been committed.</summary>
    public void Committed()
    {
        _audited.ForEach(static work => work.Recorded());
        if (_hasEvents)
        {
            outbox?.Wake();
        }
        else if (_audited.Count > 0)
        {
            trail?.Wake();
        }
    }
}
