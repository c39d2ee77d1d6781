using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Events;

/// <summary>
/// A tenant's new status and plan hold here within moments of their change, not when what is remembered of it ends. The tenant is
/// the one in whose name it is told, and its plan is in that context.
/// </summary>
internal sealed class TakeOverTenantChange(TenantStates tenants, RunningRequests running) :
    IBroadcastHandler<TenantSuspended>, IBroadcastHandler<TenantActivated>, IBroadcastHandler<TenantExpired>, IBroadcastHandler<TenantTierChanged>,
    IBroadcastHandler<TenantDeleted>
{
    public void Handle(TenantSuspended integrationEvent, TenantContext context) =>
        Stop(context, TenantStatus.Suspended, integrationEvent.Epoch);

    public void Handle(TenantActivated integrationEvent, TenantContext context) =>
        TakeOver(context, TenantStatus.Active.Value, integrationEvent.Epoch);

    public void Handle(TenantExpired integrationEvent, TenantContext context) =>
        Stop(context, TenantStatus.Expired, integrationEvent.Epoch);

    public void Handle(TenantTierChanged integrationEvent, TenantContext context) =>
        TakeOver(context, integrationEvent.Status, integrationEvent.Epoch);

    public void Handle(TenantDeleted integrationEvent, TenantContext context) =>
        Stop(context, TenantStatus.Deleted, integrationEvent.Epoch);

    // Known of first, so that nothing more is let in once what runs has been told to end.
    private void Stop(TenantContext context, TenantStatus status, long epoch)
    {
        TakeOver(context, status.Value, epoch);
        running.Stop(context.RequiredTenantId, epoch);
    }

    private void TakeOver(TenantContext context, string status, long epoch) =>
        tenants.Change(context.RequiredTenantId, new TenantChange(status, context.Plan, epoch));
}
