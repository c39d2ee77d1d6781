using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>How much of a tenant's limits is used at the moment, over all gateways.</summary>
internal static class UsedAmounts
{
    /// <summary>Those that are counted here, by quota.</summary>
    public static async Task<IReadOnlyDictionary<QuotaType, Taken>> OfAsync(TenantLimits limits, CancellationToken cancellationToken)
    {
        var minute = limits.Meter.LookAtMinuteAsync(limits.Minute, cancellationToken);
        var day = limits.Meter.LookAtDayAsync(limits.Day, cancellationToken);
        var slots = limits.Meter.LookAtSlotsAsync(limits.Slots, cancellationToken);
        return new Dictionary<QuotaType, Taken>
        {
            [QuotaType.ApiCallsPerMinute] = await minute,
            [QuotaType.ApiCallsPerDay] = await day,
            [QuotaType.ConcurrentRequests] = await slots,
        };
    }
}
