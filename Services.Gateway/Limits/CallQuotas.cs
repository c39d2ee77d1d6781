using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>The quotas of which calls use something.</summary>
internal static class CallQuotas
{
    // In the order of CallLimit.
    private static readonly QuotaType[] Quotas = [QuotaType.ApiCallsPerMinute, QuotaType.ApiCallsPerDay, QuotaType.ConcurrentRequests];

    public static QuotaType Of(CallLimit limit) => Quotas[(int)limit];
}
