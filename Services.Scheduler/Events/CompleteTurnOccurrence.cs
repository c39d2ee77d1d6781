using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Forecasts;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Notes on an occurrence what became of its turn of the assistant, and what it came to; turns that none asked for change nothing.</summary>
internal sealed class CompleteTurnOccurrence(TimeProvider time) : IEventHandler<TurnCompleted>
{
    public async Task HandleAsync(TurnCompleted integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken)
    {
        await Occurrences.CompleteAsync(transaction, integrationEvent, StatusOf(integrationEvent.Status), time.GetUtcNow(), cancellationToken);
        if (integrationEvent.Tokens is { } tokens)
        {
            await transaction.ExecuteAsync(cancellationToken, RunCosts.OfTurn(transaction.Context, integrationEvent.RunId, new RunCost(tokens, integrationEvent.CostMicros)));
        }
    }

    private static string StatusOf(string turnStatus) => turnStatus switch
    {
        "completed" => OccurrenceStatus.Completed,
        "failed" or "cancelled" => OccurrenceStatus.Failed,
        "idle" => OccurrenceStatus.Skipped,
        _ => throw new InvalidOperationException("A turn that has come to its end is completed, failed, cancelled or idle."),
    };
}
