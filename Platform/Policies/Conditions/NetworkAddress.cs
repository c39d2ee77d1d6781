using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>An address, an IPv4 one in its mapped form, so that both forms of it are the same; without the zone of a link-local one.</summary>
internal readonly record struct NetworkAddress(UInt128 Bits)
{
    /// <summary>Bits of an IPv6 address in front of an IPv4 one.</summary>
    public const int MappedBits = 96;

    private static readonly UInt128 Mapped = (UInt128)0xFFFF << 32;

    public bool IsIPv4 => Bits >> 32 == Mapped >> 32;

    public static NetworkAddress Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? new(Mapped | BinaryPrimitives.ReadUInt32BigEndian(octets))
            : new(BinaryPrimitives.ReadUInt128BigEndian(octets));
    }

    /// <summary>Reads an address in its usual notation alone: no octal, shortened or hexadecimal IPv4, no brackets, port or zone.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NetworkAddress value)
    {
        value = default;
        if (text is not { Length: > 0 and <= 45 } || !IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        var isUsual = address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text
            : text.All(static sign => char.IsAsciiHexDigit(sign) || sign is ':' or '.');
        value = isUsual ? Of(address) : default;
        return isUsual;
    }
}
