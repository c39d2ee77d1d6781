using Nanobot.Platform.Limits;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>A tenant's amounts as the API shows them.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Tier">Its plan.</param>
/// <param name="Quotas">The amounts that are its own; null: the plan's.</param>
/// <param name="Raised">What was granted to it for a time.</param>
/// <param name="Ruled">What rules put in place of the plan's and the own amounts at the moment; null: nothing.</param>
/// <param name="Plan">What the plan allows.</param>
/// <param name="Effective">What it may use now.</param>
internal sealed record TenantQuotasResource(
    string TenantId, string Tier, QuotaAmounts Quotas, IReadOnlyList<QuotaRaise> Raised, QuotaAmounts Ruled, QuotaAmounts Plan, QuotaAmounts Effective)
{
    public static TenantQuotasResource Of(TenantQuotas tenant, TierTable tiers, DateTimeOffset now)
    {
        var (plan, effective) = (tiers.Of(tenant.Tier), tenant.Effective(tiers, now));
        return new(tenant.TenantId, tenant.Tier, QuotaAmounts.Of(tenant.Lines.Own), QuotaRaise.Of(tenant.Lines, now), QuotaAmounts.Of(tenant.Lines.Ruled),
            QuotaAmounts.Of(type => plan[type]), QuotaAmounts.Of(type => effective[type]));
    }
}
