using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>The network that has something asked: an IPv4 address, or the first 64 bits of an IPv6 one, which is what a single customer gets.</summary>
internal readonly record struct LookupOrigin(ulong Network)
{
    private const int IPv6Length = 16;

    /// <summary>The network of a client; one that is not known shares its place with all of those.</summary>
    public static LookupOrigin Of(IPAddress? client)
    {
        Span<byte> octets = stackalloc byte[IPv6Length];
        return client is null || !client.TryWriteBytes(octets, out _) ? default
            : client.IsIPv4MappedToIPv6 ? new(BinaryPrimitives.ReadUInt32BigEndian(octets[12..]))
            : client.AddressFamily == AddressFamily.InterNetwork ? new(BinaryPrimitives.ReadUInt32BigEndian(octets))
            : new(BinaryPrimitives.ReadUInt64BigEndian(octets));
    }
}
