using Nanobot.Contracts;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Domain;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.ChangeStatus;

/// <summary>Moves a tenant between the statuses that an operator decides on, with its event in the same transaction.</summary>
internal sealed partial class ChangeStatusHandler(PlatformDb db, TimeProvider time, ILogger<ChangeStatusHandler> logger)
{
    private const string Update = $"""
        update tenants set status = $2, epoch = epoch + 1, updated_at = $3
        where tenant_id = $1 and status = any($4)
        returning {TenantRow.Columns}
        """;

    private static readonly PlatformScope Scope = new("an operator changes a tenant's status");

    /// <summary>The tenant, suspended; null where there is none.</summary>
    public Task<TenantRow?> SuspendAsync(string tenantId, CancellationToken cancellationToken) =>
        ChangeAsync(tenantId, ["active", "trial"], "suspended", static tenant => new TenantSuspended(tenant.TenantId, tenant.Epoch), cancellationToken);

    /// <summary>The tenant, active; null where there is none.</summary>
    public Task<TenantRow?> ActivateAsync(string tenantId, CancellationToken cancellationToken) =>
        ChangeAsync(tenantId, ["suspended", "expired"], "active", static tenant => new TenantActivated(tenant.TenantId, tenant.Epoch), cancellationToken);

    private async Task<TenantRow?> ChangeAsync<TEvent>(
        string tenantId, string[] from, string to, Func<TenantRow, TEvent> describe, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent<TEvent>
    {
        if (!TenantId.IsValid(tenantId))
        {
            return null;
        }

        var changed = await db.TransactionAsync(Scope, async transaction =>
        {
            var rows = await transaction.QueryAsync(new Sql(Update, tenantId, to, time.GetUtcNow(), from), TenantRow.Read, cancellationToken);
            if (rows is not [var tenant])
            {
                return null;
            }

            // What the platform does to a tenant is told in that tenant's name.
            var context = new TenantContext(tenant.TenantId, UserId: null, TenantRole.TenantAdmin, tenant.Tier, tenant.Epoch);
            await transaction.PublishAsync(describe(tenant), context, cancellationToken);
            return tenant;
        }, cancellationToken);
        if (changed is not null)
        {
            Log.Changed(logger, tenantId, to, changed.Epoch);
            return changed;
        }

        // It is so already, or there is none; a deleted one is not there either.
        return await db.FindTenantAsync(Scope, tenantId, cancellationToken) is { Status: not "deleted" } unchanged ? unchanged : null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Tenant {TenantId} is {Status} from epoch {Epoch} on")]
        public static partial void Changed(ILogger logger, string tenantId, string status, long epoch);
    }
}
