using Nanobot.Platform.Bus.Registry;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace Nanobot.Services.Gateway.Routing.Destinations;

/// <summary>Instances of the registry as destinations of the proxy. Once it is resolved, a destination's id has its address in brackets behind it.</summary>
internal static class InstanceDestinations
{
    private const string Prefix = "instance:";

    /// <summary>Those that take requests.</summary>
    public static IEnumerable<KeyValuePair<string, DestinationConfig>> Of(IEnumerable<RegistryEntry> entries) => entries
        .Where(static entry => entry.TakesRequests)
        .Select(static entry => KeyValuePair.Create($"{Prefix}{entry.Instance}", new DestinationConfig { Address = entry.Address! }));

    /// <summary>The instances that a cluster sends requests to.</summary>
    public static HashSet<string> Of(ClusterState cluster) =>
        [.. cluster.Destinations.Values.Where(IsInstance).Select(static one => one.DestinationId[Prefix.Length..].Split('[')[0])];

    /// <summary>Whether a destination is an instance of the registry, and not a configured address.</summary>
    public static bool IsInstance(DestinationState destination) => destination.DestinationId.StartsWith(Prefix, StringComparison.Ordinal);
}
