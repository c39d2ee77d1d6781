using Nanobot.ServiceDefaults.Http;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Forwards to each module by the way by which it is reached (<see cref="ModuleBinding"/>).</summary>
internal sealed class ModuleBindings(IHostApplicationBuilder builder)
{
    private readonly Dictionary<string, ModuleBinding> _bindings =
        RouteTable.Modules.ToDictionary(static module => module, module => ModuleBinding.Of(builder, module), StringComparer.Ordinal);

    /// <summary>Connects the client of a cluster.</summary>
    public void Connect(ForwarderHttpClientContext client, SocketsHttpHandler handler) => Of(client.ClusterId).Connect(handler);

    /// <summary>Puts on a forwarded request what a sidecar wants to be told; whoever sent it has no say in that.</summary>
    public ValueTask AddressAsync(RequestTransformContext transform)
    {
        Of(transform.HttpContext.GetReverseProxyFeature().Route.Config.ClusterId!).Address(transform.ProxyRequest);
        return ValueTask.CompletedTask;
    }

    private ModuleBinding Of(string cluster) => _bindings[cluster == TurnClusters.Id ? TurnClusters.Module : cluster];
}
