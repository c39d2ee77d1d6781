using Nanobot.Contracts.Limits;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>What a key may use within its user's amounts and its tenant's.</summary>
internal sealed class KeyQuotas(PlatformDb db, TierTable tiers, TimeProvider time)
{
    private const string Select = """
        select t.tier, t.quotas, u.own_quotas, u.raised_quotas
        from tenants t left join users u on u.tenant_id = t.tenant_id and u.user_id = $2::text
        where t.tenant_id = $1
        """;

    private static readonly PlatformScope Scope = new("what a key may use");

    /// <summary>The smallest amounts of the chain, for a key with amounts of its <paramref name="own"/>.</summary>
    public async Task<QuotaAmounts> EffectiveAsync(string tenantId, string? userId, QuotaAmounts? own, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = new QuotaLines(own?.ToLine(), null);
        return await db.QuerySingleAsync(Scope, new Sql(Select, tenantId, userId), row =>
        {
            var tenant = tiers.Of(row.GetString(0)).With(QuotaText.Read(Text(1)), now);
            var user = new QuotaLines(Text(2), Text(3));
            return QuotaAmounts.Of(type => key.Within(type, user.Within(type, tenant[type], now), now));

            string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        }, cancellationToken) ?? new QuotaAmounts();
    }
}
