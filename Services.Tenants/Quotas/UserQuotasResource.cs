using Nanobot.Platform.Limits;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>A user's amounts as the API shows them. One above the tenant's is kept; the smallest of the chain binds.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Quotas">The amounts that are its own; null: only the tenant's binds.</param>
/// <param name="Raised">What was granted to it for a time.</param>
/// <param name="Tenant">What the tenant may use now.</param>
/// <param name="Effective">What the user may use now.</param>
internal sealed record UserQuotasResource(
    string UserId, QuotaAmounts Quotas, IReadOnlyList<QuotaRaise> Raised, QuotaAmounts Tenant, QuotaAmounts Effective)
{
    public static UserQuotasResource Of(string userId, QuotaLines user, TenantQuotas tenant, TierTable tiers, DateTimeOffset now)
    {
        var most = tenant.Effective(tiers, now);
        return new(userId, QuotaAmounts.Of(user.Own), QuotaRaise.Of(user, now),
            QuotaAmounts.Of(type => most[type]), QuotaAmounts.Of(type => user.Within(type, most[type], now)));
    }
}
