using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>A network in CIDR notation. One of IPv6 has no IPv4 address in it, unless it is itself a mapped one.</summary>
internal readonly record struct NetworkRange
{
    private const int AllBits = 128;

    private readonly UInt128 _network;
    private readonly UInt128 _mask;
    private readonly bool _isIPv4;

    private NetworkRange(NetworkAddress network, int bits)
    {
        _mask = bits == 0 ? 0 : UInt128.MaxValue << (AllBits - bits);
        _network = network.Bits;
        _isIPv4 = network.IsIPv4 && bits >= NetworkAddress.MappedBits;
    }

    /// <summary>Whether every address of IPv4 is in it.</summary>
    public bool IsAllIPv4 => _isIPv4 && _mask == UInt128.MaxValue << (AllBits - NetworkAddress.MappedBits);

    /// <summary>Whether every other address is in it.</summary>
    public bool IsAllIPv6 => !_isIPv4 && _mask == 0;

    public static string Form => "must be a network in CIDR notation without bits of a host, for example 10.0.0.0/8 or 2001:db8::/32";

    public bool Contains(NetworkAddress address) => address.IsIPv4 == _isIPv4 && (address.Bits & _mask) == _network;

    public static bool TryParse([NotNullWhen(true)] string? text, out NetworkRange range)
    {
        range = default;
        if (text?.Split('/') is not [var network, var length] || !NetworkAddress.TryParse(network, out var address)
            || !byte.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) || (length.Length > 1 && length[0] == '0'))
        {
            return false;
        }

        // The text says which kind it is: a mapped address counts its bits as IPv6 does.
        var whole = network.Contains(':', StringComparison.Ordinal) ? bits : bits + NetworkAddress.MappedBits;
        if (whole > AllBits)
        {
            return false;
        }

        range = new NetworkRange(address, whole);
        return (address.Bits & range._mask) == address.Bits;
    }
}
