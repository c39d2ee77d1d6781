using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>When a server wants to be asked again.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    /// <summary>The wait that <c>Retry-After</c> (RFC 9110, section 10.2.3: seconds or a date) or <c>retry-after-ms</c> asks for; null for none.</summary>
    public static TimeSpan? Of(PipelineResponse? response, DateTimeOffset now)
    {
        if (response is null)
        {
            return null;
        }

        if (response.Headers.TryGetValue("retry-after-ms", out var exact)
            && double.TryParse(exact, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && Bounded(milliseconds) is { } wait)
        {
            return wait;
        }

        if (!response.Headers.TryGetValue("Retry-After", out var text))
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Bounded(seconds * 1000)
            : Date(text) is { } date ? Bounded((date - now).TotalMilliseconds)
            : null;
    }

    // Some write a date as everybody but HTTP does.
    private static DateTimeOffset? Date(string? text) =>
        RetryConditionHeaderValue.TryParse(text, out var header) && header.Date is { } date ? date
        : DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso) ? iso
        : null;

    private static TimeSpan? Bounded(double milliseconds) =>
        double.IsFinite(milliseconds) ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, Most.TotalMilliseconds)) : null;
}
