using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Notes on an occurrence what became of its report; reports that none asked for change nothing.</summary>
internal sealed class CompleteOccurrence(TimeProvider time) : IEventHandler<ReportCompleted>
{
    public Task HandleAsync(ReportCompleted integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        Occurrences.CompleteAsync(transaction, integrationEvent.ReportId, StatusOf(integrationEvent.Status), time.GetUtcNow(), cancellationToken);

    private static string StatusOf(string reportStatus) =>
        reportStatus == ReportStatus.Completed.Value ? OccurrenceStatus.Completed
        : reportStatus == ReportStatus.Failed.Value ? OccurrenceStatus.Failed
        : throw new InvalidOperationException("A completed report is completed or failed.");
}
