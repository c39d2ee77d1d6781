using System.Globalization;
using System.Text;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Guarding;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What a webhook must be to be accepted, as far as that can be seen of it alone.</summary>
internal static class WebhookRules
{
    public const int LongestUrl = 2000;
    public const int LongestBody = 8 * 1024;
    public const int MostHeaders = 10;

    /// <summary>Before the base64 of a secret, as Standard Webhooks writes it.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>The form of a secret.</summary>
    public const string SecretPattern = "^whsec_[A-Za-z0-9+/]{32,86}={0,2}$";

    private const int ShortestSecret = 24;
    private const int LongestSecret = 64;

    public static void Check(JobPayload payload, ValidationErrors errors)
    {
        errors.Require(IsUrl(payload.Url), "payload.url", string.Create(CultureInfo.InvariantCulture, $"must be an absolute https URL of at most {LongestUrl} visible characters of ASCII, without user and fragment"))
            .Require(payload.Told?.Secret is not { } secret || KeyOf(secret) is not null, "payload.secret", $"must be {SecretPrefix} and {ShortestSecret} to {LongestSecret} octets in base64")
            .Require(payload.Body is null || (payload.Body.Length > 0 && Encoding.UTF8.GetByteCount(payload.Body) <= LongestBody), "payload.body",
                string.Create(CultureInfo.InvariantCulture, $"must be a JSON object of at most {LongestBody} octets whose texts are Unicode"));
        if (payload.Told?.Headers is { } headers)
        {
            FurtherHeaders.Check(headers, "payload.headers", MostHeaders, IsTaken, "the webhook's own: User-Agent and webhook-…", errors);
        }
    }

    /// <summary>The octets of a secret; null where it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var octets = new byte[LongestSecret];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal) && secret.All(static sign => !char.IsWhiteSpace(sign))
            && Convert.TryFromBase64String(secret[SecretPrefix.Length..], octets, out var length) && length >= ShortestSecret ? octets[..length] : null;
    }

    private static bool IsTaken(string name) => name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) || name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase);

    private static bool IsUrl(string? text) => text is { Length: > 0 and <= LongestUrl } && text.All(static sign => sign is > ' ' and <= '~')
        && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { UserInfo: "", Fragment: "", Host.Length: > 0 } && text.AsSpan().IndexOfAny("#@\\") < 0;
}
