using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Tenants.Observability;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>Has tenants expire whose trial has ended, each once, however many replicas look for them.</summary>
internal sealed partial class TrialEnds(
    PlatformDb db, ChangeLog log, ChangeTeller teller, TimeProvider time, TenantsTelemetry telemetry, ILogger<TrialEnds> logger)
{
    /// <summary>The most at once: all of them are one transaction.</summary>
    public const int Batch = 100;

    // Those that another replica, or an operator's change, holds right now are passed over. Nothing is read that one bad row could
    // keep from being read.
    private const string Expire = """
        with ended as (
            select tenant_id from tenants
            where status = 'trial' and trial_ends_at <= $1
            order by trial_ends_at
            limit $2
            for no key update skip locked
        )
        update tenants set status = 'expired', epoch = epoch + 1, updated_at = $1
        from ended
        where tenants.tenant_id = ended.tenant_id
        returning tenants.tenant_id, tenants.tier, tenants.epoch
        """;

    private static readonly PlatformScope Scope = new("trials that have ended");

    /// <summary>Has up to a batch of them expire; how many.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var (expired, changes) = await db.TransactionAsync(Scope, async transaction =>
        {
            var tenants = await transaction.QueryAsync(new Sql(Expire, time.GetUtcNow(), Batch),
                static row => TenantContext.ForTenantEvent(Scope, row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellationToken);
            foreach (var tenant in tenants)
            {
                transaction.Audit(AuditedWork.OfSystem("tenants.expire", userId: null, tenant.RequiredTenantId), tenant);
                await transaction.PublishAsync(new TenantExpired(tenant.RequiredTenantId, tenant.Epoch), tenant, cancellationToken);
            }

            return (tenants, tenants.Count == 0 ? [] : await log.WriteAsync(transaction, [.. tenants.Select(static tenant => tenant.RequiredTenantId)], cancellationToken));
        }, cancellationToken);
        await teller.TellAsync(changes);
        foreach (var tenant in expired)
        {
            telemetry.TenantChanged(tenant.RequiredTenantId, "expired");
            Log.Expired(logger, tenant.RequiredTenantId, tenant.Epoch);
        }

        return expired.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The trial of tenant {TenantId} has ended; it is expired from epoch {Epoch} on")]
        public static partial void Expired(ILogger logger, string tenantId, long epoch);
    }
}
