using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Platform.Webhooks;

/// <summary>The signature of Standard Webhooks 1.0.0, symmetric: <c>v1,</c> and the base64 of an HMAC-SHA256 over id, time and body, with points between.</summary>
public static class WebhookSignature
{
    /// <param name="id">The message's, the same in all tries.</param>
    /// <param name="at">When it is sent: a receiver takes none that is older or newer than some minutes.</param>
    /// <param name="body">The very octets that are sent.</param>
    /// <param name="key">The octets of the secret.</param>
    public static string Of(string id, DateTimeOffset at, ReadOnlySpan<byte> body, ReadOnlySpan<byte> key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{Seconds(at)}."));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }

    /// <summary>A time as it is signed and sent.</summary>
    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
