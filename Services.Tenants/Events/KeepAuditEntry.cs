using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Audit;

namespace Nanobot.Services.Tenants.Events;

/// <summary>Keeps what another module tells of its changes, under the tenant in whose name it is told, whatever the entry says. It is no change of its own.</summary>
internal sealed class KeepAuditEntry : IEventStatements<AuditRecorded>
{
    public IReadOnlyList<SqlStep> Of(AuditRecorded integrationEvent, TenantContext context) =>
        [SqlStep.Do(AuditStatements.ToInsert(integrationEvent.Entry with { TenantId = context.RequiredTenantId }) with { IsBookkeeping = true })];
}
