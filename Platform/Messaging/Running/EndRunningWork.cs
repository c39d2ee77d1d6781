using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Running;

/// <summary>Ends, in each process of a module, what runs for a tenant that may not be used any more: the one in whose name it is told.</summary>
internal sealed class EndRunningWork(RunningWork running) :
    IBroadcastHandler<TenantSuspended>, IBroadcastHandler<TenantExpired>, IBroadcastHandler<TenantDeleted>
{
    public void Handle(TenantSuspended integrationEvent, TenantContext context) => Stop(context, TenantStatus.Suspended, integrationEvent.Epoch);

    public void Handle(TenantExpired integrationEvent, TenantContext context) => Stop(context, TenantStatus.Expired, integrationEvent.Epoch);

    public void Handle(TenantDeleted integrationEvent, TenantContext context) => Stop(context, TenantStatus.Deleted, integrationEvent.Epoch);

    private void Stop(TenantContext context, TenantStatus status, long epoch) => running.Stop(context.RequiredTenantId, status, epoch);
}
