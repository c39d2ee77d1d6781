using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Reports.Domain;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Events;

/// <summary>Puts the requested report in the queue; the same id twice makes one report.</summary>
internal sealed class ReportRequestedHandler(ReportInsert insert) : IEventHandler<ReportRequested>
{
    public Task HandleAsync(ReportRequested integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken)
    {
        var report = new NewReport(integrationEvent.ReportId, integrationEvent.ReportType, integrationEvent.Origin,
            integrationEvent.CustomPrompt, integrationEvent.FocusAreas ?? []);
        return transaction.ExecuteAsync(cancellationToken, insert.Of(report, transaction.Context));
    }
}
