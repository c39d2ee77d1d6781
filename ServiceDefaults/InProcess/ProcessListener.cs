using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Nanobot.ServiceDefaults.InProcess;

/// <summary>Takes connections for a module's server.</summary>
internal sealed class ProcessListener(ProcessEndPoint module, Action<ProcessListener> ended) : IConnectionListener
{
    // As many as a socket keeps waiting.
    private const int Backlog = 512;

    private readonly Channel<ProcessConnection> _waiting = Channel.CreateBounded<ProcessConnection>(Backlog);

    public EndPoint EndPoint => module;

    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var (server, client) = ProcessConnection.CreatePair(module);
        try
        {
            await _waiting.Writer.WriteAsync(server, cancellationToken);
            return client;
        }
        catch (ChannelClosedException closed)
        {
            throw new IOException($"The module {module.Module} does not listen any more.", closed);
        }
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _waiting.Reader.WaitToReadAsync(cancellationToken) && _waiting.Reader.TryRead(out var connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        ended(this);
        _waiting.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await UnbindAsync();
        while (_waiting.Reader.TryRead(out var connection))
        {
            await connection.DisposeAsync();
        }
    }
}
