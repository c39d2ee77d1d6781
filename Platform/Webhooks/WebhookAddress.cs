using System.Globalization;

namespace Nanobot.Platform.Webhooks;

/// <summary>What an address must be to be told.</summary>
public static class WebhookAddress
{
    /// <summary>Its most characters.</summary>
    public const int Longest = 2000;

    /// <summary>What it must be, as refusals say it.</summary>
    public static string Form { get; } = string.Create(CultureInfo.InvariantCulture, $"must be an absolute https URL of at most {Longest} visible characters of ASCII, without user and fragment");

    /// <summary>Whether a text is one, as far as that can be seen of it alone.</summary>
    public static bool IsOne(string? text) => text is { Length: > 0 and <= Longest } && text.All(static sign => sign is > ' ' and <= '~')
        && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { UserInfo: "", Fragment: "", Host.Length: > 0 } && text.AsSpan().IndexOfAny("#@\\") < 0;
}
