using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Raises;

/// <summary>Whether a raise would be one: it must let more be used than without it, at some moment of its time at least.</summary>
internal static class RaiseEffect
{
    /// <summary>Null where it would; else why not, and what to do instead.</summary>
    /// <param name="raise">What is to be granted.</param>
    /// <param name="user">The user's amounts; null: it is the tenant that is to have more.</param>
    /// <param name="tenant">The tenant's.</param>
    /// <param name="tiers">What plans allow.</param>
    /// <param name="now">When it begins.</param>
    public static Refusal? Check(QuotaGrant raise, QuotaLines? user, TenantQuotas tenant, TierTable tiers, DateTimeOffset now)
    {
        if (!QuotaType.TryParse(raise.Quota, out var type))
        {
            return null;
        }

        // Amounts change of themselves where raises end, and nowhere else.
        DateTimeOffset[] moments = [now, .. (user?.Raises(now) ?? []).Concat(tenant.Lines.Raises(now)).Select(static other => other.Until!.Value).Where(end => end < raise.Until)];
        var whole = user is null ? tenant with { Lines = tenant.Lines.With(raise, now) } : tenant;
        if (Array.Exists(moments, moment => AmountOf(type, user?.With(raise, now), whole, tiers, moment) > AmountOf(type, user, tenant, tiers, moment)))
        {
            return null;
        }

        var effective = tenant.Effective(tiers, now);
        var own = user is null ? null : QuotaSet.Own(QuotaText.Read(user.InForce(now)), type, now);
        return (own ?? effective[type]) is not { } there ? Refusals.Invalid("quota", "has no limit: there is nothing to raise")
            : user is not null && effective[type] is { } most && (own is null || own >= most) ? RaiseRefusals.TenantsBinds(type, most)
            : user is null && effective.IsBounded(type) ? Refusals.Invalid("amount", FormattableString.Invariant($"lifts nothing: the installation lets no tenant have more than {type.Shown(there)}"))
            : Refusals.Invalid("amount", FormattableString.Invariant($"must be more than {type.Shown(there)}, which there is already"));
    }

    // Where nothing limits there is more than any amount.
    private static long AmountOf(QuotaType type, QuotaLines? user, TenantQuotas tenant, TierTable tiers, DateTimeOffset moment)
    {
        var most = tenant.Effective(tiers, moment)[type];
        return (user is not null ? user.Within(type, most, moment) : most) ?? long.MaxValue;
    }
}
