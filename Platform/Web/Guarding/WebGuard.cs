using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>
/// Which addresses of the web may be asked in the name of whoever names them. What an address says is looked at before anything is sent
/// (<see cref="Check"/>), where its host is when a connection is made (<see cref="ResolveAsync"/>): by then no name can mean anything else.
/// </summary>
internal sealed partial class WebGuard(IHostResolver resolver, IOptions<WebGuardOptions> options, Uri? own = null)
{
    private const int LongestAddress = 4096;

    // Names that nobody has in the public network: RFC 6761 and 6762, RFC 8375, and ICANN's for private use.
    private static readonly string[] Inside = ["localhost", "local", "internal", "home.arpa"];

    private readonly HashSet<HostAndPort> _allowed =
        [.. options.Value.AllowedHosts.Select(HostAndPort.Parse).Append(own is null ? null : HostAndPort.Of(own)).OfType<HostAndPort>()];
    private readonly HashSet<int> _ports = [80, 443, .. options.Value.AllowedPorts];

    public int MaximumRedirects => options.Value.MaximumRedirects;

    /// <summary>The same, by which the host of an address of the installation's own may be asked wherever it is.</summary>
    public WebGuard With(Uri own) => new(resolver, options, own);

    /// <summary>The address in the form in which it is asked.</summary>
    /// <exception cref="RefusalException">It may not be asked.</exception>
    public Uri Check(Uri? address)
    {
        if (address is not { IsAbsoluteUri: true, OriginalString.Length: <= LongestAddress })
        {
            throw new RefusalException(WebRefusals.Form);
        }

        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new RefusalException(WebRefusals.Scheme);
        }

        if (address.UserInfo.Length > 0 || Authority(address.OriginalString).Contains('@', StringComparison.Ordinal))
        {
            throw new RefusalException(WebRefusals.UserInfo);
        }

        if (HostAndPort.Of(address) is not { } target)
        {
            throw new RefusalException(WebRefusals.Host);
        }

        if (_allowed.Contains(target))
        {
            return Plain(address, target);
        }

        if (!_ports.Contains(target.Port))
        {
            throw new RefusalException(WebRefusals.Port);
        }

        // A zone names a link of this host, and is left out of what is asked.
        var isZoned = address.HostNameType == UriHostNameType.IPv6 && Authority(address.OriginalString).Contains('%', StringComparison.Ordinal);
        return !isZoned && (IPAddress.TryParse(target.Host, out var literal) ? !SpecialAddresses.Contain(literal) : IsName(target.Host))
            ? Plain(address, target)
            : throw new RefusalException(WebRefusals.Host);
    }

    /// <summary>The addresses at which a host may be asked: all that it has.</summary>
    /// <exception cref="RefusalException">It has none, or one of them is none of the public network.</exception>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var target = HostAndPort.Of(host, port);
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolver.ResolveAsync(target.Host, cancellationToken);
        return addresses.Count > 0 && (_allowed.Contains(target) || (_ports.Contains(port) && !addresses.Any(SpecialAddresses.Contain)))
            ? addresses
            : throw new RefusalException(WebRefusals.Host);
    }

    // A host that ends in a number is an address of IPv4 (WHATWG URL), and one that is read as none by one reader may be one to another.
    private static bool IsName(string host) => host.Length is > 0 and <= 253 && Labels().IsMatch(host) && !EndsInNumber().IsMatch(host)
        && !Array.Exists(Inside, name => host.EndsWith(name, StringComparison.Ordinal) && (host.Length == name.Length || host[^(name.Length + 1)] == '.'));

    private static Uri Plain(Uri address, HostAndPort target)
    {
        var plain = new UriBuilder(address) { Host = target.Host, Fragment = "" };
        return plain.Uri;
    }

    private static string Authority(string address)
    {
        var start = address.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes ? slashes + 2 : 0;
        var end = address.AsSpan(start).IndexOfAny("/\\?#");
        return end < 0 ? address[start..] : address.Substring(start, end);
    }

    [GeneratedRegex(@"\A[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Labels();

    [GeneratedRegex(@"(?:\A|\.)(?:[0-9]+|0x[0-9a-f]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex EndsInNumber();
}
