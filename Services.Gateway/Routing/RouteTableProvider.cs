using System.Net;
using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Http;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Hands the <see cref="RouteTable"/> to YARP, with addresses for service discovery to resolve.</summary>
internal sealed class RouteTableProvider(IOptions<ProxyOptions> options) : IProxyConfigProvider
{
    /// <summary>How long a replica that could not be reached is passed over, where there are others.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    // YARP's word for it.
    private const string Anyone = "anonymous";

    private readonly InMemoryConfigProvider _config = new(Routes(), Clusters(options.Value));

    public IProxyConfig GetConfig() => _config.GetConfig();

    private static IReadOnlyList<RouteConfig> Routes() =>
    [
        .. RouteTable.Routes.Select(route => new RouteConfig
        {
            RouteId = route.Pattern,
            ClusterId = route.Module,
            Metadata = route.Metadata,
            AuthorizationPolicy = route.IsLink ? Anyone : null,
            MaxRequestBodySize = route.LargestBody,
            Match = new RouteMatch { Path = route.Pattern, Methods = route.Methods },
        }),
    ];

    private static IReadOnlyList<ClusterConfig> Clusters(ProxyOptions options) =>
    [
        .. RouteTable.Modules.Select(module => Cluster(module, module, options.ActivityTimeout)),
        Cluster(TurnClusters.Id, TurnClusters.Module, options.TurnTimeout),
    ];

    private static ClusterConfig Cluster(string id, string module, TimeSpan longestSilence) => new()
    {
        ClusterId = id,
        // A replica that is gone refuses fast, and so has the fewest requests on their way: without this most would be sent to it.
        HealthCheck = new HealthCheckConfig
        {
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate, ReactivationPeriod = LookAgainAfter },
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
        },
        HttpRequest = new ForwarderRequestConfig
        {
            ActivityTimeout = longestSilence,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            AllowResponseBuffering = false,
        },
        Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
        {
            [module] = new() { Address = ModuleAddresses.Of(module).OriginalString },
        },
    };
}
