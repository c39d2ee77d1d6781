using System.Net;
using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var failures = options.KnownNetworks.Index()
            .Where(static network => !IPNetwork.TryParse(network.Item, out _))
            .Select(static network => $"Proxy:KnownNetworks:{network.Index} is not a network, such as 10.0.0.0/8: {network.Item}")
            .ToList();
        if (options.ActivityTimeout < TimeSpan.FromSeconds(1) || options.ActivityTimeout > TimeSpan.FromHours(1))
        {
            failures.Add("Proxy:ActivityTimeout must be between 1 second and 1 hour.");
        }

        if (options.TurnTimeout < options.ActivityTimeout || options.TurnTimeout > TimeSpan.FromHours(2))
        {
            failures.Add("Proxy:TurnTimeout must be between Proxy:ActivityTimeout and 2 hours.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
