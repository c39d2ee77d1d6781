using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Notes on an occurrence what became of its turn of the assistant; turns that none asked for change nothing.</summary>
internal sealed class CompleteTurnOccurrence(TimeProvider time) : IEventHandler<TurnCompleted>
{
    public Task HandleAsync(TurnCompleted integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        Occurrences.CompleteAsync(transaction, integrationEvent, StatusOf(integrationEvent.Status), time.GetUtcNow(), cancellationToken);

    private static string StatusOf(string turnStatus) => turnStatus switch
    {
        "completed" => OccurrenceStatus.Completed,
        "failed" or "cancelled" => OccurrenceStatus.Failed,
        "idle" => OccurrenceStatus.Skipped,
        _ => throw new InvalidOperationException("A turn that has come to its end is completed, failed, cancelled or idle."),
    };
}
