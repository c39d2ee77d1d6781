using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Nanobot.Services.Gateway.Routing.Destinations;

/// <summary>
/// A destination to which no connection can be made is passed over at once, for a while; one that breaks off what it was sent, by the rate of it, as the proxy's own policy has it.
/// </summary>
internal sealed class UnreachedDestinations(IDestinationHealthUpdater health, IServiceProvider services) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "Unreached";

    /// <summary>How long one that could not be reached is passed over, where there are others.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    // Among whose fellows it is: asked for later than it is made.
    private readonly Lazy<IPassiveHealthCheckPolicy> _rate = new(() =>
        services.GetServices<IPassiveHealthCheckPolicy>().Single(static policy => policy.Name == HealthCheckConstants.PassivePolicy.TransportFailureRate));

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (UnsentRequests.WasNotSent(context))
        {
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, LookAgainAfter);
            return;
        }

        _rate.Value.RequestProxied(context, cluster, destination);
    }
}
