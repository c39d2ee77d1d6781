using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Stops the start where a module of the route table has no address, naming every key to set.</summary>
internal sealed class ProxyOptionsValidator(IConfiguration configuration) : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var failures = new List<string>();
        foreach (var module in RouteTable.Modules)
        {
            try
            {
                ServiceEndpoints.Resolve(configuration, module);
            }
            catch (StartupException exception)
            {
                failures.Add(exception.Message);
            }
        }

        if (options.ActivityTimeout < TimeSpan.FromSeconds(1) || options.ActivityTimeout > TimeSpan.FromHours(1))
        {
            failures.Add("Proxy:ActivityTimeout must be between 1 second and 1 hour.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
