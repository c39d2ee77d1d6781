using System.Globalization;
using System.Text;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What a webhook must be to be accepted, as far as that can be seen of it alone.</summary>
internal static class WebhookRules
{
    public const int LongestBody = 8 * 1024;
    public const int MostHeaders = 10;

    public static void Check(JobPayload payload, ValidationErrors errors)
    {
        errors.Require(WebhookAddress.IsOne(payload.Url), "payload.url", WebhookAddress.Form)
            .Require(payload.Told?.Secret is not { } secret || WebhookKey.OctetsOf(secret) is not null, "payload.secret", WebhookKey.Form)
            .Require(payload.Body is null || (payload.Body.Length > 0 && Encoding.UTF8.GetByteCount(payload.Body) <= LongestBody), "payload.body",
                string.Create(CultureInfo.InvariantCulture, $"must be a JSON object of at most {LongestBody} octets whose texts are Unicode"));
        if (payload.Told?.Headers is { } headers)
        {
            FurtherHeaders.Check(headers, "payload.headers", MostHeaders, IsTaken, "the webhook's own: User-Agent and webhook-…", errors);
        }
    }

    private static bool IsTaken(string name) => name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) || name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase);
}
