using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Nanobot.ServiceDefaults.InProcess;

/// <summary>Lets Kestrel listen on a <see cref="ProcessEndPoint"/>, beside the sockets that it knows by itself.</summary>
internal sealed class ProcessListenerFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is ProcessEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is ProcessEndPoint module
            ? ValueTask.FromResult<IConnectionListener>(module.Network.Listen(module))
            : throw new NotSupportedException($"Not an address in the process: {endpoint}");
}
