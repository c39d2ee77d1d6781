using System.Diagnostics;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Messaging.Audit;

/// <summary>Tells of each change by an event of the same transaction, to the module that keeps the entries.</summary>
internal sealed class AuditEvents(IOutbox outbox, TimeProvider time) : IAuditTrail
{
    public Sql ToInsert(AuditedWork work, TenantContext? context, bool onlyIfWritten)
    {
        if (context is null)
        {
            throw new InvalidOperationException($"{work.Operation} changed something across tenants: its entry has no tenant to be told in.");
        }

        return outbox.ToInsert(Entry(work, context), context, onlyIfWritten);
    }

    public OutboxEvent ToEvent(AuditedWork work, TenantContext context) => outbox.ToEvent(Entry(work, context), context);

    public void Wake() => outbox.Wake();

    private AuditRecorded Entry(AuditedWork work, TenantContext context) =>
        new(work.ToEntry(context.RequiredTenantId, Activity.Current?.TraceId.ToString(), time.GetUtcNow()));
}
