using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Sockets.Warnings;

/// <summary>How near a tenant, and those of its users that have amounts of their own, are to what is counted by the day or stays.</summary>
internal sealed class NearLimits(KnownUsers users, KnownLimits known, UsedAmounts amounts, BudgetReader budgets, TimeProvider time)
{
    // What runs or is of a minute is over before anybody could do something about it.
    private static readonly QuotaType[] Told = [QuotaType.ApiCallsPerDay, QuotaType.TokensPerDay, QuotaType.Storage, QuotaType.Sessions];
    private static readonly QuotaType[] OfDay = [QuotaType.ApiCallsPerDay, QuotaType.TokensPerDay];

    /// <summary>The tenant's, as far as they can be seen; none while Redis does not say what is used.</summary>
    public async Task<IReadOnlyList<NearLimit>> OfTenantAsync(TenantSnapshot tenant, CancellationToken cancellationToken)
    {
        var limits = known.Of(tenant);
        var used = await amounts.OfAsync(tenant, limits, cancellationToken);
        if (!used.ContainsKey(QuotaType.TokensPerDay))
        {
            // Then the others are what this process may hand out by itself.
            return [];
        }

        var day = CalendarDay.At(time.GetUtcNow(), tenant.TimeZone);
        return
        [
            .. Told.Where(used.ContainsKey).Select(quota => new NearLimit(
                tenant.TenantId, null, quota, limits.Quotas[quota], used[quota].Used, OfDay.Contains(quota) ? day.End : null)),
        ];
    }

    /// <summary>A user's own.</summary>
    public async Task<IReadOnlyList<NearLimit>> OfUserAsync(TenantSnapshot tenant, string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await users.FindAsync(tenant.TenantId, userId, default, cancellationToken) is not { Quotas: { } line }
            || QuotaText.Read(line).Where(grant => grant.Quota == QuotaType.TokensPerDay.Value && !(grant.Until <= now)).MaxBy(static grant => grant.Amount) is not { } own)
        {
            return [];
        }

        var day = CalendarDay.At(now, tenant.TimeZone);
        var budget = new Budget(tenant.TenantId, BudgetOwner.User, userId, BudgetUnit.Tokens, day.Start, day.End);
        return await budgets.ReadAsync(budget, cancellationToken) is { } spent
            ? [new NearLimit(tenant.TenantId, userId, QuotaType.TokensPerDay, own.Amount, spent.Used, day.End)]
            : [];
    }
}
