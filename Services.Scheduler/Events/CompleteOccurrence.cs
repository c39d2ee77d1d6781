using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Forecasts;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Notes on an occurrence what became of its report, and what it came to; reports that none asked for change nothing.</summary>
internal sealed class CompleteOccurrence(TimeProvider time) : IEventHandler<ReportCompleted>
{
    public async Task HandleAsync(ReportCompleted integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken)
    {
        await Occurrences.CompleteAsync(transaction, integrationEvent, StatusOf(integrationEvent.Status), time.GetUtcNow(), cancellationToken);
        if (integrationEvent.Tokens is { } tokens)
        {
            await transaction.ExecuteAsync(cancellationToken, RunCosts.OfReport(transaction.Context, integrationEvent.ReportId, new RunCost(tokens, integrationEvent.CostMicros)));
        }
    }

    private static string StatusOf(string reportStatus) =>
        reportStatus == ReportStatus.Completed.Value ? OccurrenceStatus.Completed
        : reportStatus == ReportStatus.Failed.Value ? OccurrenceStatus.Failed
        : throw new InvalidOperationException("A completed report is completed or failed.");
}
