using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Events;

/// <summary>Ends, in the process where it is at work, the turn of the user in whose name that is told.</summary>
internal sealed class CancelTurn(WorkingTurns turns) : IBroadcastHandler<TurnCancelled>
{
    public void Handle(TurnCancelled integrationEvent, TenantContext context) =>
        turns.Cancel(new(context.RequiredTenantId, context.RequiredUserId, integrationEvent.SessionId), integrationEvent.RunId);
}
