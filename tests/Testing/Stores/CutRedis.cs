using System.Net;
using System.Net.Sockets;

namespace Nanobot.Testing.Stores;

/// <summary>A way to Redis that a test can cut, for one service and for as long as it likes: connections break, and new ones end at once.</summary>
public sealed class CutRedis : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly HashSet<TcpClient> _open = [];
    private readonly IPEndPoint _redis;
    private readonly Task _accepting;
    private bool _isCut;

    /// <summary>Leads to the Redis of a connection string.</summary>
    public CutRedis(string connectionString)
    {
        var parts = connectionString.Split(',', 2);
        var address = parts[0].Split(':');
        _redis = new IPEndPoint(IPAddress.Parse(address[0] == "localhost" ? "127.0.0.1" : address[0]), int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture));
        _listener.Start();
        ConnectionString = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}" + (parts.Length > 1 ? $",{parts[1]}" : "");
        _accepting = AcceptAllAsync();
    }

    /// <summary>The connection string of this way.</summary>
    public string ConnectionString { get; }

    /// <summary>Breaks all connections; nobody gets through until <see cref="Mend"/>.</summary>
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

    /// <summary>Lets through again.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            _isCut = false;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Cut();
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
                return;
            }

            _open.Add(client);
            _open.Add(server);
        }

        try
        {
            await server.ConnectAsync(_redis);
            var (here, there) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here));
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
}
