using System.Net;
using System.Text;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.ServiceDefaults.Audit;

/// <summary>Texts of entries, some of which anybody may have written.</summary>
public static class AuditText
{
    private const int Longest = 200;

    /// <summary>The text without what no database keeps, 200 characters at most; null for nothing.</summary>
    public static string? Plain(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var cut = TextCut.Beginning(text, Longest);
        return cut.EnumerateRunes().Any(IsOdd) ? string.Concat(cut.EnumerateRunes().Select(static rune => IsOdd(rune) ? "?" : rune.ToString())) : cut;
    }

    /// <summary>A client's address as it writes it itself: of IPv4 also where the socket is one of IPv6.</summary>
    public static string? Of(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();

    private static bool IsOdd(Rune rune) => Rune.IsControl(rune) || rune == Rune.ReplacementChar;
}
