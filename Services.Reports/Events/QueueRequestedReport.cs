using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Events;

/// <summary>Puts the report that a schedule asks for in the queue; the same id twice makes one report.</summary>
internal sealed class QueueRequestedReport(ReportInsert insert) : IEventHandler<ReportRequested>
{
    public Task HandleAsync(ReportRequested integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken)
    {
        var report = new NewReport(integrationEvent.ReportId, integrationEvent.ReportType, ReportOrigin.Schedule,
            integrationEvent.CustomPrompt, integrationEvent.FocusAreas ?? []);
        return insert.WriteAsync(report, transaction, cancellationToken);
    }
}
