using System.Net;
using System.Net.Sockets;

namespace Nanobot.Testing.Stores;

/// <summary>A way to a server of this machine for one process alone, which a test can cut, make slow or silence as a network does.</summary>
public sealed class TestWay : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly HashSet<TcpClient> _open = [];
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private TaskCompletionSource? _silence;
    private TimeSpan _delay;
    private bool _isCut;
    private int _refused;

    /// <summary>Leads to a port of the loopback.</summary>
    public TestWay(int port)
        : this(new IPEndPoint(IPAddress.Loopback, port))
    {
    }

    /// <summary>Leads to a server.</summary>
    public TestWay(IPEndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAllAsync();
    }

    /// <summary>Where the way begins, on the loopback.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were ended at once because it was cut.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Breaks all connections; new ones end at once.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (var connection in _open)
            {
                connection.Close();
            }

            _open.Clear();
        }
    }

    /// <summary>Lets nothing pass, in neither direction, and breaks nothing: a network that drops every packet. What was sent arrives once it is mended.</summary>
    public void Silence()
    {
        lock (_gate)
        {
            _silence ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Holds what is sent to the server back for a while.</summary>
    public void Slow(TimeSpan delay)
    {
        lock (_gate)
        {
            _delay = delay;
        }
    }

    /// <summary>Lets all pass again.</summary>
    public void Mend()
    {
        TaskCompletionSource? silence;
        lock (_gate)
        {
            (silence, _silence, _delay, _isCut) = (_silence, null, TimeSpan.Zero, false);
        }

        silence?.SetResult();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Cut();
        _silence?.TrySetResult();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        lock (_gate)
        {
            if (_isCut)
            {
                client.Close();
                _refused++;
                return;
            }

            _open.Add(client);
            _open.Add(server);
        }

        try
        {
            client.NoDelay = server.NoDelay = true;
            await PassAsync();
            await server.ConnectAsync(_server);
            var (here, there) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(CopyAsync(here, there, isSent: true), CopyAsync(there, here, isSent: false));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or an end of it is gone.
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(client);
                _open.Remove(server);
            }

            client.Close();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool isSent)
    {
        var buffer = new byte[65_536];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            if (isSent && _delay is { Ticks: > 0 } delay)
            {
                await Task.Delay(delay);
            }

            await PassAsync();
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }

    private Task PassAsync()
    {
        lock (_gate)
        {
            return _silence?.Task ?? Task.CompletedTask;
        }
    }
}
