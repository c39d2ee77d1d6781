using System.Collections.Concurrent;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What callers may use, worked out once for each principal and each state of its tenant, and kept beside the principal.</summary>
internal sealed class KnownLimits(TierTable tiers, Meters meters, TimeProvider time)
{
    /// <summary>No quota at all.</summary>
    public static readonly IReadOnlySet<QuotaType> None = new HashSet<QuotaType>();

    // Of plans alone, in the zones that tenants have: few, however many tenants there are.
    private readonly ConcurrentDictionary<(QuotaSet Plan, string Zone), LevelAmounts> _plans = new();

    /// <summary>What a caller of the tenant may use now.</summary>
    public CallerLimits Of(TenantSnapshot tenant, Principal principal)
    {
        var now = time.GetUtcNow();
        if (principal.Kept is not CallerLimits limits || !limits.Holds(tenant, now))
        {
            principal.Kept = limits = Make(tenant, principal, now);
        }

        return limits;
    }

    /// <summary>The level whose meter has that scope.</summary>
    public static string LevelOf(LimitScope scope) => scope.Level ?? LimitLevels.Tenant;

    private CallerLimits Make(TenantSnapshot tenant, Principal principal, DateTimeOffset now)
    {
        var own = QuotaText.Read(tenant.Quotas);
        var limits = new TenantLimits(tenant, AmountsOf(tenant, own, now), meters.Of(LimitScope.OfTenant(tenant.TenantId)), QuotaSet.NextEnd(own, now));
        return principal is { UserQuotas: null, KeyQuotas: null } && !tiers.SaysOfCallers ? limits.Alone : OfOwn(limits, tenant.TenantId, principal, now);
    }

    private LevelAmounts AmountsOf(TenantSnapshot tenant, IReadOnlyList<QuotaGrant> own, DateTimeOffset now)
    {
        var plan = tiers.Of(tenant.Tier);
        if (own.Count == 0)
        {
            return _plans.GetOrAdd((plan, tenant.TimeZone), static key => new(key.Zone, quota => key.Plan[quota], None, Bounded(key.Plan)));
        }

        var quotas = plan.With(own, now);
        return new(tenant.TimeZone, quota => quotas[quota], QuotaType.All.Where(quota => quotas[quota] != plan[quota]).ToHashSet(), Bounded(quotas));
    }

    private static HashSet<QuotaType> Bounded(QuotaSet quotas) => [.. QuotaType.All.Where(quotas.IsBounded)];

    private CallerLimits OfOwn(TenantLimits tenant, string tenantId, Principal principal, DateTimeOffset now)
    {
        var (user, key) = (QuotaText.Read(principal.UserQuotas), QuotaText.Read(principal.KeyQuotas));
        LevelLimits?[] levels =
        [
            principal.KeyId is { } keyId ? LevelLimits.OfOwn(LimitLevels.Key, quota => tiers.OfKey(quota, QuotaSet.Own(key, quota, now)), tenant.Zone, () => MeterOf(tenantId, LimitLevels.Key, keyId)) : null,
            principal.UserId is { } userId ? LevelLimits.OfOwn(LimitLevels.User, quota => tiers.OfUser(quota, QuotaSet.Own(user, quota, now)), tenant.Zone, () => MeterOf(tenantId, LimitLevels.User, userId)) : null,
            tenant.Level,
        ];
        return new(tenant, [.. levels.OfType<LevelLimits>()], QuotaSet.NextEnd([.. user, .. key], now));
    }

    private Meter MeterOf(string tenantId, string level, string id) => meters.Of(LimitScope.OfOwner(tenantId, level, id));
}
