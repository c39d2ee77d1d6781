using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.ServiceDiscovery;

namespace Nanobot.ServiceDefaults.Http.Replicas;

/// <summary>Lets clients find the replicas of a module.</summary>
public static class ReplicaExtensions
{
    /// <summary>Sends what the client asks to the module's addresses as service discovery knows them, and past those that cannot be reached.</summary>
    public static IHttpClientBuilder AddReplicas(this IHttpClientBuilder client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Services.AddServiceDiscovery();
        client.Services.TryAddSingleton<ReplicaOrder>();
        return client.AddHttpMessageHandler(static services => new ReplicaHandler(services.GetRequiredService<ServiceEndpointResolver>(), services.GetRequiredService<ReplicaOrder>()));
    }
}
