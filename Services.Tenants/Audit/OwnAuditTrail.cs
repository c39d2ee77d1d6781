using System.Diagnostics;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>The entries of this module's own changes: they stand in its database, and need no event.</summary>
internal sealed class OwnAuditTrail(TimeProvider time) : IAuditTrail
{
    public Sql ToInsert(AuditedWork work, TenantContext? context, bool onlyIfWritten) =>
        AuditStatements.ToInsert(work.ToEntry(context?.RequiredTenantId, Activity.Current?.TraceId.ToString(), time.GetUtcNow()), onlyIfWritten);

    public void Wake()
    {
    }
}
