using System.Net;
using System.Net.Sockets;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>
/// The addresses that lead to no host of the public network: IANA's registries of special purposes for IPv4 and IPv6 (RFC 6890 with its
/// successors, read 2026-11-26), multicast, what is reserved, and the addresses of clouds' own services that lie among public ones. Of IPv6 only
/// what IANA has given out for unicast (2000::/3) is public at all.
/// </summary>
public static class SpecialAddresses
{
    private static readonly IPNetwork[] OfIPv4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's own services, reached from every machine there.
            "168.63.129.16/32",
        }.Select(static network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork[] OfIPv6 =
    [
        .. new[]
        {
            // With Teredo (2001::/32), benchmarks (2001:2::/48) and ORCHID (2001:10::/28, 2001:20::/28).
            "2001::/23", "2001:db8::/32",
            // 6to4: the address of IPv4 that it holds is another one's to check.
            "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        }.Select(static network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Unicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether nothing on the public network answers at <paramref name="address"/>, or somebody that is not to be asked.</summary>
    public static bool Contain(IPAddress address) => Embedded(address) is { } inner
        ? OfIPv4.Any(network => network.Contains(inner))
        : address.AddressFamily != AddressFamily.InterNetworkV6
            // A zone names a link of this host.
            || address.ScopeId != 0 || !Unicast.Contains(address) || OfIPv6.Any(network => network.Contains(address)) || IsIsatap(address.GetAddressBytes());

    /// <summary>The address of IPv4 that one stands for: itself, mapped (RFC 4291, 2.5.5.2), or translated by NAT64's well-known prefix (RFC 6052).</summary>
    private static IPAddress? Embedded(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? address
        : address.IsIPv4MappedToIPv6 && address.ScopeId == 0 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId == 0 && Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : null;

    // RFC 5214: the last four octets are an address of IPv4 within somebody's site.
    private static bool IsIsatap(byte[] octets) => octets[8] is 0 or 2 && octets[9] == 0 && octets[10] == 0x5E && octets[11] == 0xFE;
}
