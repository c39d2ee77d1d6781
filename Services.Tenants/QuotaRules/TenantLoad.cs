using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>
/// Measures how busy tenants are: which share of its usual slots a tenant has taken, by what Redis counts for all gateways. What gateways hold beforehand counts as
/// taken: at most a quarter of what is free for each of them, and nothing where little is left.
/// </summary>
internal sealed class TenantLoad(PlatformDb db, Meters meters, TierTable tiers, TimeProvider time)
{
    private const string SelectMeasured = $"""
        select {TenantQuotas.Columns} from tenants
        where tenant_id = $1 and exists (select from quota_rules where quota_rules.tenant_id = $1 and load is not null)
        """;

    private static readonly PlatformScope Scope = new("how busy a tenant with rules by load is");

    /// <summary>The share in percent; null where no rule needs it, or Redis does not say.</summary>
    public async Task<double?> MeasureAsync(string tenantId, CancellationToken cancellationToken)
    {
        var found = await db.QueryAsync(Scope, new Sql(SelectMeasured, tenantId), TenantQuotas.Read, cancellationToken);
        if (found is not [var tenant])
        {
            return null;
        }

        // Not of what rules make of it: what it raises would lower the load that it goes by.
        var usual = tiers.Of(tenant.Tier).With(QuotaText.Read(tenant.Lines.Own), time.GetUtcNow()).AmountOf(QuotaType.ConcurrentRequests);
        var taken = await meters.Of(LimitScope.OfTenant(tenantId)).LookAsync(CallLimit.Slots, new Allowed(QuotaSet.Largest, tenant.TimeZone), cancellationToken);
        return taken.IsShare ? null : usual > 0 ? 100d * taken.Used / usual : taken.Used > 0 ? 100 : 0;
    }
}
