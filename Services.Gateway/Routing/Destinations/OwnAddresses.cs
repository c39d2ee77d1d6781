using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Nanobot.Services.Gateway.Routing.Destinations;

/// <summary>Has service discovery find modules by their names, and takes an instance's own address, which names its port, as it stands.</summary>
internal sealed class OwnAddresses(IDestinationResolver byName) : IDestinationResolver
{
    /// <summary>Puts it before the resolver that is registered.</summary>
    public static void Precede(IServiceCollection services)
    {
        var known = services.Last(static service => service.ServiceType == typeof(IDestinationResolver));
        services.AddSingleton<IDestinationResolver>(provider => new OwnAddresses(
            (IDestinationResolver)(known.ImplementationInstance ?? known.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, known.ImplementationType!))));
    }

    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var own = destinations.Where(static destination => Uri.TryCreate(destination.Value.Address, UriKind.Absolute, out var address) && !address.IsDefaultPort).ToDictionary();
        var found = await byName.ResolveDestinationsAsync(destinations.Where(destination => !own.ContainsKey(destination.Key)).ToDictionary(), cancellationToken);
        return new ResolvedDestinationCollection(own.Concat(found.Destinations).ToDictionary(StringComparer.Ordinal), found.ChangeToken);
    }
}
