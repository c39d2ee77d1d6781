using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>Where an instance is reached.</summary>
internal static class InstanceAddress
{
    private const string PodAddress = "POD_IP";
    private const int Longest = 255;

    /// <summary>Reads the address of a server: absolute, http or https, without user, path or query; null where the text is none.</summary>
    public static Uri? TryRead(string? text) => text is { Length: <= Longest } && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.PathAndQuery == "/" && address.UserInfo.Length == 0 && address.Fragment.Length == 0 && address.Port > 0
            ? address
            : null;

    /// <summary>
    /// The address by which others reach this process: the one that is configured, else the first on which it listens, with the machine's own in place of a
    /// wildcard. Null where it listens on none.
    /// </summary>
    /// <param name="configured">The configured one.</param>
    /// <param name="bound">The addresses on which it listens.</param>
    /// <param name="configuration">Where <c>POD_IP</c> may stand.</param>
    public static Uri? Own(string? configured, IEnumerable<string> bound, IConfiguration configuration)
    {
        if (TryRead(configured) is { } known)
        {
            return known;
        }

        // Plain HTTP first: a certificate rarely names the address of one instance.
        foreach (var text in bound.OrderBy(static text => text.StartsWith("https", StringComparison.OrdinalIgnoreCase)))
        {
            if (Uri.TryCreate(text.Replace("://+", "://[::]", StringComparison.Ordinal).Replace("://*", "://[::]", StringComparison.Ordinal), UriKind.Absolute, out var address) && address.Port > 0)
            {
                var isAnywhere = IPAddress.TryParse(address.IdnHost, out var literal) && (literal.Equals(IPAddress.Any) || literal.Equals(IPAddress.IPv6Any));
                return !isAnywhere ? TryRead(new UriBuilder(address.Scheme, address.Host, address.Port).Uri.OriginalString)
                    : Machine(configuration) is { } host ? TryRead(new UriBuilder(address.Scheme, host, address.Port).Uri.OriginalString) : null;
            }
        }

        return null;
    }

    // A machine without any network is reached by itself alone.
    private static string? Machine(IConfiguration configuration) => configuration[PodAddress] is { } pod && IPAddress.TryParse(pod, out var address)
        ? Text(address)
        : NetworkInterface.GetAllNetworkInterfaces()
            .Where(static one => one.OperationalStatus == OperationalStatus.Up && one.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(static one => one.GetIPProperties().UnicastAddresses.Select(static unicast => unicast.Address))
            .Where(static address => address.AddressFamily == AddressFamily.InterNetwork)
            .Select(Text).FirstOrDefault() ?? "127.0.0.1";

    private static string Text(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
