using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Making;

namespace Nanobot.Services.Reports.Events;

/// <summary>Ends, in the process that is at it, the report of the user in whose name that is told.</summary>
internal sealed class CancelReport(WorkingReports working) : IBroadcastHandler<ReportCancelled>
{
    public void Handle(ReportCancelled integrationEvent, TenantContext context) =>
        working.Cancel(context.RequiredTenantId, context.RequiredUserId, integrationEvent.ReportId);
}
