using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Notes on a run what became of its report; reports that no run asked for change nothing.</summary>
internal sealed class ReportCompletedHandler(TimeProvider time) : IEventHandler<ReportCompleted>
{
    private const string Complete = """
        update occurrences set status = $3, completed_at = $4
        where tenant_id = $1 and report_id = $2 and status = 'requested'
        """;

    public Task HandleAsync(ReportCompleted integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(cancellationToken, new Sql(Complete, transaction.Context.RequiredTenantId, integrationEvent.ReportId,
            StatusOf(integrationEvent.Status), time.GetUtcNow()));

    private static string StatusOf(string reportStatus) => reportStatus switch
    {
        "completed" => OccurrenceStatus.Completed,
        "failed" => OccurrenceStatus.Failed,
        _ => throw new InvalidOperationException("A completed report is completed or failed."),
    };
}
