using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Tokens;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>How much of a tenant's limits is used at the moment, over all gateways and modules.</summary>
internal sealed class UsedAmounts(BudgetReader budgets, TimeProvider time)
{
    /// <summary>Those that are counted where the gateway can see it, by quota.</summary>
    public async Task<IReadOnlyDictionary<QuotaType, UsedAmount>> OfAsync(TenantSnapshot tenant, TenantLimits limits, CancellationToken cancellationToken)
    {
        var (now, day) = (time.GetUtcNow(), CalendarDay.At(time.GetUtcNow(), tenant.TimeZone));
        var minute = limits.Meter.LookAtMinuteAsync(limits.Minute, cancellationToken);
        var calls = limits.Meter.LookAtDayAsync(limits.Day, cancellationToken);
        var slots = limits.Meter.LookAtSlotsAsync(limits.Slots, cancellationToken);
        var tokens = budgets.ReadAsync(new Budget(tenant.TenantId, BudgetOwner.Tenant, "", BudgetUnit.Tokens, day.Start, day.End), cancellationToken);
        var used = new Dictionary<QuotaType, UsedAmount>
        {
            [QuotaType.ApiCallsPerMinute] = UsedAmount.Of(await minute, now),
            [QuotaType.ApiCallsPerDay] = UsedAmount.Of(await calls, now),
            [QuotaType.ConcurrentRequests] = UsedAmount.Of(await slots, now) with { ResetsAt = null },
        };
        if (await tokens is { } spent)
        {
            var left = Math.Max(0, limits.Quotas[QuotaType.TokensPerDay] - spent.Used - spent.Reserved);
            used[QuotaType.TokensPerDay] = new(spent.Used, spent.Reserved, left, day.End);
        }

        return used;
    }
}
