using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Replicas;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>HTTP clients for what the gateway itself asks of every module, such as its health: no context, no spans.</summary>
internal static class ModuleClients
{
    /// <summary>Name of the client of a module.</summary>
    public static string NameOf(string module) => $"gateway-internal-{module}";

    public static void AddModuleClients(this IHostApplicationBuilder builder)
    {
        foreach (var module in RouteTable.Modules)
        {
            builder.AddModuleAddress(module);
            builder.Services
                .AddHttpClient(NameOf(module), client => client.BaseAddress = ModuleAddresses.Of(module))
                .AddReplicas()
                // Without a propagator there are no spans: a probe a second would bury the traces.
                .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { ActivityHeadersPropagator = null, UseProxy = false, AllowAutoRedirect = false });
        }
    }
}
