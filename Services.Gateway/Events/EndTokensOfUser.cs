using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Events;

/// <summary>A user's tokens end here within moments of their revocation, whichever replica was asked for it. The tenant is the one in whose name it is told.</summary>
internal sealed class EndTokensOfUser(KnownUsers users) : IBroadcastHandler<UserTokensRevoked>
{
    public void Handle(UserTokensRevoked integrationEvent, TenantContext context) =>
        users.EndTokens(context.RequiredTenantId, integrationEvent.UserId, integrationEvent.ValidFrom);
}
