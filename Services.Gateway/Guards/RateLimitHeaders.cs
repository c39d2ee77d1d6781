using System.Globalization;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Tells a caller what is left: <c>RateLimit-Policy</c> and <c>RateLimit</c> as draft-ietf-httpapi-ratelimit-headers-10 has them.
/// <c>minute</c> is a bucket and <c>t</c> the seconds until it is full again; of <c>day</c> it is the seconds until the day has ended.
/// </summary>
internal static class RateLimitHeaders
{
    private const string Policy = "RateLimit-Policy";
    private const string Left = "RateLimit";

    public static void Write(HttpResponse response, GuardedCall call)
    {
        if (call.Limits is not { } limits)
        {
            return;
        }

        var (minute, day) = (call.Minute, call.Day);
        response.Headers[Policy] = limits.Policy;
        response.Headers[Left] = day.Limit == 0 && !day.IsGranted
            ? string.Create(CultureInfo.InvariantCulture, $"\"minute\";r={minute.Remaining};t={Seconds(minute.Wait)}")
            : string.Create(CultureInfo.InvariantCulture, $"\"minute\";r={minute.Remaining};t={Seconds(minute.Wait)}, \"day\";r={day.Remaining};t={Seconds(day.Wait)}");
    }

    private static long Seconds(TimeSpan wait) => (wait.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
}
