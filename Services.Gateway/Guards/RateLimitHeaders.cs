using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Services.Gateway.Limits;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Tells a caller what is left, of each limit by the level that is nearest its end: <c>RateLimit-Policy</c> and <c>RateLimit</c> as
/// draft-ietf-httpapi-ratelimit-headers-10 has them. <c>minute</c> is a bucket and <c>t</c> the seconds until it is full again; of <c>day</c> it is
/// the seconds until the day has ended.
/// </summary>
internal static class RateLimitHeaders
{
    private const string Policy = "RateLimit-Policy";
    private const string Left = "RateLimit";

    public static void Write(HttpResponse response, GuardedCall call)
    {
        if (call is not { Limits: { } limits, Minute: { } minute })
        {
            return;
        }

        response.Headers[Policy] = limits.Count == 1 ? limits.Tenant.Policy : TenantLimits.PolicyOf(
            minute.Limit, call.Day?.Limit ?? limits.Binding(QuotaType.ApiCallsPerDay)![QuotaType.ApiCallsPerDay]!.Value);
        response.Headers[Left] = call.Day is not { } day
            ? string.Create(CultureInfo.InvariantCulture, $"\"minute\";r={minute.Remaining};t={Seconds(minute.Wait)}")
            : string.Create(CultureInfo.InvariantCulture, $"\"minute\";r={minute.Remaining};t={Seconds(minute.Wait)}, \"day\";r={day.Remaining};t={Seconds(day.Wait)}");
    }

    private static long Seconds(TimeSpan wait) => (wait.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
}
