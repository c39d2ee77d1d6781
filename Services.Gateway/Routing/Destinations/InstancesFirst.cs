using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Nanobot.Services.Gateway.Routing.Destinations;

/// <summary>
/// Requests go to the instances that say that they take them. Where there is none that could be reached, as without the registry, to the configured addresses;
/// and where those could not be reached either, to all: a wrong opinion of everybody must not be worse than none.
/// </summary>
internal sealed class InstancesFirst : IAvailableDestinationsPolicy
{
    public const string PolicyName = "InstancesFirst";

    public string Name => PolicyName;

    public IReadOnlyList<DestinationState> GetAvailalableDestinations(ClusterConfig config, IReadOnlyList<DestinationState> allDestinations) => Among(allDestinations);

    /// <summary>Those of some destinations that a request may be sent to.</summary>
    public static IReadOnlyList<DestinationState> Among(IReadOnlyList<DestinationState> allDestinations)
    {
        var reached = allDestinations.Where(static one => one.Health.Passive != DestinationHealth.Unhealthy).ToList();
        List<DestinationState> instances = [.. reached.Where(InstanceDestinations.IsInstance)];
        return instances.Count > 0 ? instances : reached.Count > 0 ? reached : allDestinations;
    }
}
