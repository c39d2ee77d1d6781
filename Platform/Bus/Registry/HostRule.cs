using System.Net;
using System.Net.Sockets;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>One kind of host that gateways may be led to.</summary>
internal sealed class HostRule
{
    private const string Loopback = "loopback";
    private const string Private = "private";
    private const string AnyBelow = "*.";

    // Not what is link-local: there the clouds' own services answer, such as 169.254.169.254.
    private static readonly IPNetwork[] PrivateNetworks =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7")];

    private readonly Func<string, IPAddress?, bool> _covers;

    private HostRule(Func<string, IPAddress?, bool> covers) => _covers = covers;

    /// <summary>What holds where nothing is configured.</summary>
    public static IReadOnlyList<HostRule> Usual { get; } = [TryRead(Loopback)!, TryRead(Private)!];

    /// <summary>Reads a rule; null where the text is none.</summary>
    public static HostRule? TryRead(string text) => text switch
    {
        Loopback => new(static (host, address) => address is null ? host.Equals("localhost", StringComparison.OrdinalIgnoreCase) : IPAddress.IsLoopback(address)),
        Private => new(static (_, address) => address is not null && Array.Exists(PrivateNetworks, network => network.Contains(address))),
        _ when IPNetwork.TryParse(text, out var network) => new((_, address) => address is not null && network.Contains(address)),
        _ when text.StartsWith(AnyBelow, StringComparison.Ordinal) && Uri.CheckHostName(text[AnyBelow.Length..]) == UriHostNameType.Dns =>
            new((host, address) => address is null && host.EndsWith(text[1..], StringComparison.OrdinalIgnoreCase)),
        _ when Uri.CheckHostName(text) == UriHostNameType.Dns => new((host, address) => address is null && host.Equals(text, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    /// <summary>Whether the address's host is of this kind. A name is not looked up: whoever answers for it could say another thing the next time.</summary>
    public bool Covers(Uri server)
    {
        var host = server.IdnHost;
        var address = IPAddress.TryParse(host, out var literal) ? literal : null;
        return _covers(host, address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address);
    }
}
