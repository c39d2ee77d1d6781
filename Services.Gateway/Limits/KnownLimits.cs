using System.Runtime.CompilerServices;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>
/// What callers may use, worked out once for each state of a tenant, and once for each principal that has amounts of its own, and kept as long as that is.
/// Whoever has none, and that is nearly everybody, costs no more than its tenant.
/// </summary>
internal sealed class KnownLimits(TierTable tiers, Meters meters, TimeProvider time)
{
    private readonly ConditionalWeakTable<TenantSnapshot, TenantLimits> _tenants = [];
    private readonly ConditionalWeakTable<Principal, CallerLimits> _callers = [];

    /// <summary>What a caller of the tenant may use now.</summary>
    public CallerLimits Of(TenantSnapshot tenant, Principal principal)
    {
        var limits = Of(tenant);
        return principal is { UserQuotas: null, KeyQuotas: null } ? limits.Alone : OfOwn(limits, tenant.TenantId, principal);
    }

    /// <summary>The level whose meter has that scope.</summary>
    public static string LevelOf(string scope) => scope.Split(Meters.Below) switch
    {
        [_, LimitLevels.Key, _] => LimitLevels.Key,
        [_, LimitLevels.User, _] => LimitLevels.User,
        _ => LimitLevels.Tenant,
    };

    private TenantLimits Of(TenantSnapshot tenant)
    {
        if (_tenants.TryGetValue(tenant, out var limits) && !limits.Level.Meter.IsForgotten && !(limits.Until <= time.GetUtcNow()))
        {
            return limits;
        }

        var now = time.GetUtcNow();
        var own = QuotaText.Read(tenant.Quotas);
        var (tier, quotas) = (tiers.Of(tenant.Tier), tiers.Of(tenant.Tier).With(own, now));
        limits = new(quotas, QuotaType.All.Where(quota => quotas[quota] != tier[quota]).ToHashSet(), tenant.TimeZone, meters.Of(tenant.TenantId), QuotaSet.NextEnd(own, now));
        _tenants.AddOrUpdate(tenant, limits);
        return limits;
    }

    private CallerLimits OfOwn(TenantLimits tenant, string tenantId, Principal principal)
    {
        var now = time.GetUtcNow();
        if (_callers.TryGetValue(principal, out var limits) && limits.Holds(tenant, now))
        {
            return limits;
        }

        var (user, key) = (QuotaText.Read(principal.UserQuotas), QuotaText.Read(principal.KeyQuotas));
        LevelLimits?[] levels =
        [
            principal.KeyId is { } keyId ? LevelLimits.OfOwn(LimitLevels.Key, key, tenant.Zone, () => MeterOf(tenantId, LimitLevels.Key, keyId), now) : null,
            principal.UserId is { } userId ? LevelLimits.OfOwn(LimitLevels.User, user, tenant.Zone, () => MeterOf(tenantId, LimitLevels.User, userId), now) : null,
            tenant.Level,
        ];
        limits = new(tenant, [.. levels.OfType<LevelLimits>()], QuotaSet.NextEnd([.. user, .. key], now));
        _callers.AddOrUpdate(principal, limits);
        return limits;
    }

    private Meter MeterOf(string tenantId, string level, string id) => meters.Of(string.Join(Meters.Below, tenantId, level, id));
}
