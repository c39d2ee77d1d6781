using Microsoft.Extensions.Configuration;
using Nanobot.ServiceDefaults.Hosting;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Aspire's service discovery by configuration: <c>services:{name}:http:0</c>.</summary>
public static class ServiceEndpoints
{
    /// <summary>The module's base address; a missing one stops the start with a message that names the key.</summary>
    public static Uri Resolve(IConfiguration configuration, string module)
    {
        var address = configuration[$"services:{module}:http:0"] ?? configuration[$"services:{module}:https:0"]
            ?? throw new StartupException($"No address of the module {module}: set services:{module}:http:0 (services__{module}__http__0).");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri
            : throw new StartupException($"services:{module}:http:0 is not an absolute URL: {address}");
    }
}
