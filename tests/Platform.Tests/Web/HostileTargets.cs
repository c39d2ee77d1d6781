using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nanobot.Platform.Tests.Web;

/// <summary>Addresses that lead inside, in all the ways in which they can be written, and who says so without asking the product.</summary>
internal static class HostileTargets
{
    private static readonly string[] OfIPv4 =
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.255.0.1", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.254", "169.254.169.254",
        "100.64.0.1", "100.100.100.200", "100.127.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
        "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    ];

    private static readonly string[] OfIPv6 =
    [
        "::", "::1", "::2", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254", "fd20:ce::254", "ff02::1", "ff0e::1", "2001:db8::1", "100::1", "100:0:0:1::1", "64:ff9b:1::1", "3fff::1",
        "5f00::1", "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:1ff:ffff::1", "2620:4f:8000::1", "4000::1", "1fff::1", "e000::1",
    ];

    /// <summary>The addresses themselves.</summary>
    public static IReadOnlyList<IPAddress> Addresses { get; } = [.. OfIPv4.Concat(OfIPv6).Concat(OfIPv4.SelectMany(Within)).Select(IPAddress.Parse)];

    /// <summary>All of them as hosts of an address of the web.</summary>
    public static IReadOnlyList<string> Hosts { get; } =
    [
        .. OfIPv4.SelectMany(Spellings), .. OfIPv4.SelectMany(Within).Select(static text => $"[{text}]"),
        .. OfIPv6.SelectMany(static text => (string[])[$"[{text}]", $"[{text}%25eth0]", $"[{text}%251]", $"[{IPAddress.Parse(text).ToString().ToUpperInvariant()}]"]),
        "localhost.", "[2606:2800:220:1:248:1893:25c8:1946%25eth0]", "0", "127.1", "256.256.256.256", "127.0.0.1.", "0x", "09", "1.2.3.4.5", "-", ".", "..", "a..b",
    ];

    /// <summary>Whether a connection to it leads inside: by other means than the product's.</summary>
    public static bool LeadsInside(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var octets = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? octets[0] is 0 or 10 or 127 or >= 224
                || (octets[0], octets[1]) is (100, >= 64 and <= 127) or (169, 254) or (172, >= 16 and <= 31) or (192, 168) or (198, 18 or 19)
                || (octets[0], octets[1], octets[2]) is (192, 0, 0 or 2) or (192, 88, 99) or (198, 51, 100) or (203, 0, 113)
                || address.ToString() == "168.63.129.16"
            : (octets[0] & 0xE0) != 0x20 || (octets[0], octets[1]) is (0x20, 0x02) || (octets[0], octets[1], octets[2]) is (0x20, 0x01, 0 or 1) || (octets[0], octets[1], octets[2], octets[3]) is (0x20, 0x01, 0x0D, 0xB8)
                || (octets[0], octets[1]) is (0x3F, 0xFF);
    }

    private static IEnumerable<string> Spellings(string address)
    {
        var part = IPAddress.Parse(address).GetAddressBytes();
        var whole = ((uint)part[0] << 24) | ((uint)part[1] << 16) | ((uint)part[2] << 8) | part[3];
        yield return address;
        yield return $"{address}.";
        yield return whole.ToString(CultureInfo.InvariantCulture);
        yield return $"0x{whole:x8}";
        yield return $"0X{whole:X}";
        yield return $"0{Convert.ToString(whole, 8)}";
        yield return string.Join('.', part.Select(static octet => $"0{Convert.ToString(octet, 8)}"));
        yield return string.Join('.', part.Select(static octet => $"000{Convert.ToString(octet, 8)}"));
        yield return string.Join('.', part.Select(static octet => $"0x{octet:x}"));
        yield return $"{part[0]}.{(part[1] << 16) | (part[2] << 8) | part[3]}";
        yield return $"{part[0]}.{part[1]}.{(part[2] << 8) | part[3]}";
        yield return $"0x{part[0]:x}.{part[1]}.0{Convert.ToString(part[2], 8)}.{part[3]}";
        yield return string.Concat(address.Select(static sign => $"%{(int)sign:x2}"));
        yield return string.Concat(address.Select(static sign => sign == '.' ? '.' : (char)('０' + (sign - '0'))));
        yield return address.Replace('.', '。');
        yield return string.Concat(address.Select(static sign => sign is >= '1' and <= '9' ? (char)('①' + (sign - '1')) : sign == '0' ? '⓪' : sign));
        yield return $"{address[..1]}\u00ad{address[1..]}";
    }

    private static IEnumerable<string> Within(string address)
    {
        var part = IPAddress.Parse(address).GetAddressBytes();
        var (high, low) = ($"{part[0]:x2}{part[1]:x2}", $"{part[2]:x2}{part[3]:x2}");
        yield return $"::ffff:{address}";
        yield return $"::ffff:{high}:{low}";
        yield return $"::{high}:{low}";
        yield return $"64:ff9b::{high}:{low}";
        yield return $"64:ff9b:1::{high}:{low}";
        yield return $"2002:{high}:{low}::1";
        yield return $"2001:0:{high}:{low}::1";
        yield return $"2606:2800::5efe:{high}:{low}";
        yield return $"2606:2800::200:5efe:{high}:{low}";
    }
}
