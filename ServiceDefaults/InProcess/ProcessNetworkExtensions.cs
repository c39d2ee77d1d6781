using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Nanobot.ServiceDefaults.InProcess;

/// <summary>Modules that share a process.</summary>
public static class ProcessNetworkExtensions
{
    /// <summary>Gives a module the wires to the others of its process, for those that it calls with <c>Modules:{name}:Binding</c> = <c>in-process</c>.</summary>
    public static void AddProcessNetwork(this IHostApplicationBuilder builder, ProcessNetwork network) => builder.Services.AddSingleton(network);

    /// <summary>Has the module listen on these wires, as <paramref name="module"/>, instead of on a port.</summary>
    public static void ListenInProcess(this WebApplicationBuilder builder, ProcessNetwork network, string module)
    {
        builder.Services.AddSingleton<IConnectionListenerFactory, ProcessListenerFactory>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(new ProcessEndPoint(network, module)));
    }
}
