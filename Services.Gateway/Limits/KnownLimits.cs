using System.Runtime.CompilerServices;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What tenants may use, worked out once for each state of a tenant and kept as long as that is.</summary>
internal sealed class KnownLimits(TierTable tiers, Meters meters, TimeProvider time)
{
    private readonly ConditionalWeakTable<TenantSnapshot, TenantLimits> _known = [];

    /// <summary>What the tenant may use now.</summary>
    public TenantLimits Of(TenantSnapshot tenant)
    {
        if (_known.TryGetValue(tenant, out var limits) && !limits.Meter.IsForgotten && !(limits.Until <= time.GetUtcNow()))
        {
            return limits;
        }

        var now = time.GetUtcNow();
        var own = QuotaText.Read(tenant.Quotas);
        var (tier, quotas) = (tiers.Of(tenant.Tier), tiers.Of(tenant.Tier).With(own, now));
        limits = new(quotas, QuotaType.All.Where(quota => quotas[quota] != tier[quota]).ToHashSet(), tenant.TimeZone, meters.Of(tenant.TenantId), QuotaSet.NextEnd(own, now));
        _known.AddOrUpdate(tenant, limits);
        return limits;
    }
}
