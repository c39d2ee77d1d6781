using Nanobot.Contracts;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>
/// Moves a tenant between the statuses that an operator decides on, with its event in the same transaction. The event has the
/// tenant's new epoch, and its plan in the context that it travels in.
/// </summary>
internal sealed partial class TenantStatusChange(PlatformDb db, TimeProvider time, ILogger<TenantStatusChange> logger)
{
    private const string Update = $"""
        update tenants set status = $2, epoch = epoch + 1, updated_at = $3
        where tenant_id = $1 and status = any($4)
        returning {TenantRow.Columns}
        """;

    private static readonly PlatformScope Scope = new("an operator changes a tenant's status");
    private static readonly TenantStatus[] Usable = [TenantStatus.Active, TenantStatus.Trial];
    private static readonly TenantStatus[] Unusable = [TenantStatus.Suspended, TenantStatus.Expired];

    /// <summary>The tenant, suspended; null where there is none.</summary>
    public Task<TenantRow?> SuspendAsync(string tenantId, CancellationToken cancellationToken) =>
        ChangeAsync(tenantId, Usable, TenantStatus.Suspended, static tenant => new TenantSuspended(tenant.TenantId, tenant.Epoch), cancellationToken);

    /// <summary>The tenant, active; null where there is none.</summary>
    public Task<TenantRow?> ActivateAsync(string tenantId, CancellationToken cancellationToken) =>
        ChangeAsync(tenantId, Unusable, TenantStatus.Active, static tenant => new TenantActivated(tenant.TenantId, tenant.Epoch), cancellationToken);

    private async Task<TenantRow?> ChangeAsync<TEvent>(
        string tenantId, TenantStatus[] from, TenantStatus to, Func<TenantRow, TEvent> describe, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent<TEvent>
    {
        if (!TenantId.IsValid(tenantId))
        {
            return null;
        }

        string[] names = [.. from.Select(static status => status.Value)];
        var changed = await db.TransactionAsync(Scope, async transaction =>
        {
            var rows = await transaction.QueryAsync(new Sql(Update, tenantId, to.Value, time.GetUtcNow(), names), TenantRow.Read, cancellationToken);
            if (rows is not [var tenant])
            {
                return null;
            }

            var context = TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch);
            await transaction.PublishAsync(describe(tenant), context, cancellationToken);
            return tenant;
        }, cancellationToken);
        if (changed is not null)
        {
            Log.Changed(logger, tenantId, to.Value, changed.Epoch);
            return changed;
        }

        // It is so already, or there is none; a deleted one is not there either.
        return await db.FindTenantAsync(Scope, tenantId, cancellationToken) is { } unchanged && unchanged.Status != TenantStatus.Deleted.Value ? unchanged : null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Tenant {TenantId} is {Status} from epoch {Epoch} on")]
        public static partial void Changed(ILogger logger, string tenantId, string status, long epoch);
    }
}
