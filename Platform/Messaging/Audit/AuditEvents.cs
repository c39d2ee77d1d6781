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

        var entry = work.ToEntry(context.RequiredTenantId, Activity.Current?.TraceId.ToString(), time.GetUtcNow());
        return outbox.ToInsert(new AuditRecorded(entry), context, onlyIfWritten);
    }

    public void Wake() => outbox.Wake();
}
