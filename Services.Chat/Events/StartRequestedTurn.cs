using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Chat.Runs;

namespace Nanobot.Services.Chat.Events;

/// <summary>Makes a run of the turn that a job asks for; the same event twice makes one.</summary>
internal sealed class StartRequestedTurn(RequestedTurns turns) : IEventHandler<TurnRequested>
{
    public Task HandleAsync(TurnRequested integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        turns.TakeAsync(transaction, integrationEvent, cancellationToken);
}
