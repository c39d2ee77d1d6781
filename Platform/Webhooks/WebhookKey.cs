using System.Globalization;

namespace Nanobot.Platform.Webhooks;

/// <summary>The secret by which a webhook is signed, as Standard Webhooks writes it.</summary>
public static class WebhookKey
{
    /// <summary>Before the base64.</summary>
    public const string Prefix = "whsec_";

    /// <summary>The form of a secret.</summary>
    public const string Pattern = "^whsec_[A-Za-z0-9+/]{32,86}={0,2}$";

    private const int Shortest = 24;
    private const int Longest = 64;

    /// <summary>What it must be, as refusals say it.</summary>
    public static string Form { get; } = string.Create(CultureInfo.InvariantCulture, $"must be {Prefix} and {Shortest} to {Longest} octets in base64");

    /// <summary>The octets of a secret; null where it is none.</summary>
    public static byte[]? OctetsOf(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var octets = new byte[Longest];
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && secret.All(static sign => !char.IsWhiteSpace(sign))
            && Convert.TryFromBase64String(secret[Prefix.Length..], octets, out var length) && length >= Shortest ? octets[..length] : null;
    }
}
