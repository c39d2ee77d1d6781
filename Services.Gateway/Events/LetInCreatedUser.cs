using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Events;

/// <summary>A user exists here from its creation on, also where its token came a moment too early.</summary>
internal sealed class LetInCreatedUser(KnownUsers users) : IBroadcastHandler<UserCreated>
{
    public void Handle(UserCreated integrationEvent, TenantContext context) => users.LetIn(context.RequiredTenantId, integrationEvent.UserId);
}
