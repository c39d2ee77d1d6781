using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Events;

/// <summary>A tenant's new status holds here within moments of its change, not when what is remembered of it ends.</summary>
internal sealed class TakeOverTenantStatus(TenantStates tenants) : IBroadcastHandler<TenantSuspended>, IBroadcastHandler<TenantActivated>
{
    public void Handle(TenantSuspended integrationEvent) => tenants.Change(integrationEvent.TenantId, "suspended", integrationEvent.Epoch);

    public void Handle(TenantActivated integrationEvent) => tenants.Change(integrationEvent.TenantId, "active", integrationEvent.Epoch);
}
