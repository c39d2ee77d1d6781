using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Platform.Webhooks;

/// <summary>What a post says of itself by the headers of Standard Webhooks 1.0.0.</summary>
/// <param name="Id">The message: the same in all tries.</param>
/// <param name="Timestamp">When this try was sent, in seconds since 1970.</param>
/// <param name="Signatures">One or several, parted by spaces: a sender that changes its secret signs by both.</param>
public sealed record WebhookProof(string? Id, string? Timestamp, string? Signatures)
{
    private const int MostSignatures = 16;
    private const int LongestId = 256;

    /// <summary>Whether all of it is there.</summary>
    public bool IsWhole => Id is { Length: > 0 and <= LongestId } && Timestamp is { Length: > 0 } && Signatures is { Length: > 0 };

    /// <summary>When it says that it was sent; null where that is no time.</summary>
    public DateTimeOffset? SentAt =>
        long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Whether one of its signatures is that of the body by a key.</summary>
    /// <param name="body">The very octets that came.</param>
    /// <param name="key">The octets of the secret.</param>
    public bool Proves(ReadOnlySpan<byte> body, ReadOnlySpan<byte> key)
    {
        if (!IsWhole || SentAt is not { } at || WebhookSignature.Seconds(at) != Timestamp)
        {
            return false;
        }

        var right = Encoding.UTF8.GetBytes(WebhookSignature.Of(Id!, at, body, key));
        var proves = false;
        foreach (var signature in Signatures!.Split(' ', MostSignatures + 1, StringSplitOptions.RemoveEmptyEntries).Take(MostSignatures))
        {
            proves |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), right);
        }

        return proves;
    }
}
