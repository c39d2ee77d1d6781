using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Tenants.Audit;

namespace Nanobot.Services.Tenants.Events;

/// <summary>Keeps what another module tells of its changes, under the tenant in whose name it is told, whatever the entry says. It is no change of its own.</summary>
internal sealed class KeepAuditEntry : IEventHandler<AuditRecorded>
{
    public Task HandleAsync(AuditRecorded integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(cancellationToken, AuditStatements.ToInsert(integrationEvent.Entry with { TenantId = transaction.Context.RequiredTenantId }) with { IsBookkeeping = true });
}
