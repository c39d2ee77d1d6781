using System.Net;
using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Routing.Destinations;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Hands the <see cref="RouteTable"/> to YARP, with the configured addresses for service discovery to resolve and, beside them, the instances that are known.
/// </summary>
internal sealed class RouteTableProvider : IProxyConfigProvider
{
    // YARP's word for it.
    private const string Anyone = "anonymous";

    private static readonly IReadOnlyDictionary<string, DestinationConfig> None = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal);
    private readonly IReadOnlyList<RouteConfig> _routes = Routes();
    private readonly ProxyOptions _options;
    private readonly InMemoryConfigProvider _config;

    public RouteTableProvider(IOptions<ProxyOptions> options)
    {
        _options = options.Value;
        _config = new InMemoryConfigProvider(_routes, Clusters(_options, static _ => None));
    }

    public IProxyConfig GetConfig() => _config.GetConfig();

    /// <summary>Has requests forwarded by other instances, soon: the routes and what is on its way are not disturbed.</summary>
    /// <param name="instances">The instances of a module that take requests.</param>
    public void Update(Func<string, IReadOnlyDictionary<string, DestinationConfig>> instances) => _config.Update(_routes, Clusters(_options, instances));

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

    private static IReadOnlyList<ClusterConfig> Clusters(ProxyOptions options, Func<string, IReadOnlyDictionary<string, DestinationConfig>> instances) =>
    [
        .. RouteTable.Modules.Select(module => Cluster(module, module, options.ActivityTimeout, instances)),
        Cluster(TurnClusters.Id, TurnClusters.Module, options.TurnTimeout, instances),
    ];

    private static ClusterConfig Cluster(string id, string module, TimeSpan longestSilence, Func<string, IReadOnlyDictionary<string, DestinationConfig>> instances) => new()
    {
        ClusterId = id,
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        // A replica that is gone refuses fast, and so has the fewest requests on their way: without this most would be sent to it.
        HealthCheck = new HealthCheckConfig
        {
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = UnreachedDestinations.PolicyName, ReactivationPeriod = UnreachedDestinations.LookAgainAfter },
            AvailableDestinationsPolicy = InstancesFirst.PolicyName,
        },
        HttpRequest = new ForwarderRequestConfig
        {
            ActivityTimeout = longestSilence,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            AllowResponseBuffering = false,
        },
        Destinations = new Dictionary<string, DestinationConfig>(instances(module), StringComparer.Ordinal)
        {
            [module] = new() { Address = ModuleAddresses.Of(module).OriginalString },
        },
    };
}
