using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Gateway.Routing.Destinations;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Nanobot.Services.Gateway.Tests.Routing;

/// <summary>Names of modules are looked up, and addresses of instances are not, whatever is configured under their hosts.</summary>
public sealed class OwnAddressesTests
{
    [Fact]
    public async Task A_modules_name_is_looked_up_and_an_instances_address_stands()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("services:chat:http:0", "http://10.0.0.7:8080"),
            new("services:localhost:http:0", "http://10.0.0.9:8080"),
        ]).Build());
        services.AddLogging().AddServiceDiscovery();
        services.AddReverseProxy().AddServiceDiscoveryDestinationResolver();
        OwnAddresses.Precede(services);
        await using var provider = services.BuildServiceProvider();

        var found = await provider.GetRequiredService<IDestinationResolver>().ResolveDestinationsAsync(
            new Dictionary<string, DestinationConfig>
            {
                ["chat"] = new() { Address = "http://chat" },
                ["chat-1"] = new() { Address = "http://localhost:28286" },
            },
            CancellationToken.None);

        Assert.Equal(
            ["http://10.0.0.7:8080", "http://localhost:28286"],
            found.Destinations.Values.Select(static destination => destination.Address.TrimEnd('/')).Order(StringComparer.Ordinal));
    }
}
