using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Events;

/// <summary>
/// A tenant's new status holds here within moments of its change, not when what is remembered of it ends. The tenant is the one
/// in whose name it is told.
/// </summary>
internal sealed class TakeOverTenantStatus(TenantStates tenants, RunningRequests running) : IBroadcastHandler<TenantSuspended>, IBroadcastHandler<TenantActivated>
{
    public void Handle(TenantSuspended integrationEvent, TenantContext context)
    {
        tenants.Change(context.RequiredTenantId, TenantStatus.Suspended, integrationEvent.Epoch);
        running.Stop(context.RequiredTenantId, integrationEvent.Epoch);
    }

    public void Handle(TenantActivated integrationEvent, TenantContext context) =>
        tenants.Change(context.RequiredTenantId, TenantStatus.Active, integrationEvent.Epoch);
}
