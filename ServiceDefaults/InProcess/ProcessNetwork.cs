using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Nanobot.ServiceDefaults.InProcess;

/// <summary>
/// The wires between the modules of one process, which all have the same one: each module's server listens on it by its name, and the others connect to it
/// without a socket. What goes over a wire is the HTTP that would go over the network, so that limits, streams and broken connections are the same.
/// </summary>
public sealed class ProcessNetwork
{
    private readonly ConcurrentDictionary<string, ProcessListener> _listeners = new(StringComparer.Ordinal);

    /// <summary>The module's server begins to listen.</summary>
    internal ProcessListener Listen(ProcessEndPoint module)
    {
        var listener = new ProcessListener(module, ended => _listeners.TryRemove(new(module.Module, ended)));
        return _listeners.TryAdd(module.Module, listener) ? listener : throw new InvalidOperationException($"The module {module.Module} listens already.");
    }

    /// <summary>Connects to a module.</summary>
    /// <exception cref="SocketException">It does not listen, as where it has not started or has stopped.</exception>
    internal async ValueTask<Stream> ConnectAsync(string module, CancellationToken cancellationToken) =>
        _listeners.TryGetValue(module, out var listener)
            ? await listener.ConnectAsync(cancellationToken)
            : throw new SocketException((int)SocketError.ConnectionRefused);
}
