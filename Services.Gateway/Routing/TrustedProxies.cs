using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Believes what proxies in front of the gateway say of their clients, where they are named, and nobody else.</summary>
internal static class TrustedProxies
{
    /// <summary>Set last: the host's own switch for forwarded headers (<c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>) believes everybody.</summary>
    public static void AddTrustedProxies(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<ProxyOptions>>(Configure);

    private static void Configure(ForwardedHeadersOptions options, IOptions<ProxyOptions> proxy)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxy.Value.KnownNetworks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        // Without any network the middleware would believe all of them.
        options.ForwardedHeaders = options.KnownIPNetworks.Count == 0 ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        // Through all known ones, to the first that is not.
        options.ForwardLimit = null;
    }
}
