using System.Diagnostics;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Messaging.Audit;

/// <summary>
/// Tells of each change by an event of the same transaction, to the module that keeps the entries; of one that concerns no tenant, which no event can be told in the name
/// of, by a row that waits to be told.
/// </summary>
internal sealed class AuditEvents(IOutbox outbox, WakeSignal<AuditTelling> telling, TimeProvider time) : IAuditTrail
{
    public Sql ToInsert(AuditedWork work, TenantContext? context, bool onlyIfWritten)
    {
        if (context is null)
        {
            return work.TenantId is null
                ? AuditTelling.ToInsert(Entry(work, null).Entry, onlyIfWritten)
                : throw new InvalidOperationException($"{work.Operation} changed something of a tenant in a transaction of none: its entry has nobody to be told in the name of.");
        }

        return outbox.ToInsert(Entry(work, context), context, onlyIfWritten);
    }

    public OutboxEvent ToEvent(AuditedWork work, TenantContext context) => outbox.ToEvent(Entry(work, context), context);

    public void Wake()
    {
        outbox.Wake();
        telling.Raise();
    }

    private AuditRecorded Entry(AuditedWork work, TenantContext? context) =>
        new(work.ToEntry(context?.RequiredTenantId, Activity.Current?.TraceId.ToString(), time.GetUtcNow()));
}
