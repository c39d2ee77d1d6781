using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;

namespace Nanobot.Platform.Messaging.Tenants;

/// <summary>Notes how a tenant stands from now on. Its tier is in the context that the event travels in.</summary>
internal sealed class NoteTenantState :
    IEventHandler<TenantCreated>, IEventHandler<TenantSuspended>, IEventHandler<TenantActivated>, IEventHandler<TenantExpired>,
    IEventHandler<TenantTierChanged>, IEventHandler<TenantConfigUpdated>, IEventHandler<TenantDeleted>
{
    public Task HandleAsync(TenantCreated integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(cancellationToken,
            TenantStates.TakeOver(transaction.Context, "active", integrationEvent.Epoch), TenantStates.TakeOverZone(transaction.Context, integrationEvent.TimeZone));

    public Task HandleAsync(TenantSuspended integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync(transaction, "suspended", integrationEvent.Epoch, cancellationToken);

    public Task HandleAsync(TenantActivated integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync(transaction, "active", integrationEvent.Epoch, cancellationToken);

    public Task HandleAsync(TenantExpired integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync(transaction, "expired", integrationEvent.Epoch, cancellationToken);

    public Task HandleAsync(TenantTierChanged integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync(transaction, integrationEvent.Status, integrationEvent.Epoch, cancellationToken);

    public Task HandleAsync(TenantDeleted integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync(transaction, "deleted", integrationEvent.Epoch, cancellationToken);

    public Task HandleAsync(TenantConfigUpdated integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            cancellationToken, TenantStates.TakeOverQuotas(transaction.Context, integrationEvent.Status, integrationEvent.Quotas, integrationEvent.Epoch));

    private static Task NoteAsync(TenantTransaction transaction, string status, long epoch, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(cancellationToken, TenantStates.TakeOver(transaction.Context, status, epoch));
}
