using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Nanobot.Testing.Stores;

/// <summary>
/// A way to PostgreSQL that counts round trips: how often something was sent on a connection after the server had answered what was sent before.
/// </summary>
public sealed class CountedDatabase : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly (string Host, int Port) _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private long _trips;

    /// <summary>Leads to the server of a connection string.</summary>
    public CountedDatabase(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        _server = (connection.Host!, connection.Port);
        _listener.Start();
        (connection.Host, connection.Port, connection.SslMode) = ("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, SslMode.Disable);
        ConnectionString = connection.ConnectionString;
        _accepting = AcceptAsync();
    }

    /// <summary>The connection string of this way.</summary>
    public string ConnectionString { get; }

    /// <summary>Round trips so far, of all connections.</summary>
    public long Trips => Interlocked.Read(ref _trips);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            var (here, there) = (client.GetStream(), server.GetStream());
            var waits = new Waiting();
            await Task.WhenAny(CopyAsync(here, there, () => waits.Asked(this)), CopyAsync(there, here, waits.Answered));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // An end of it is gone.
        }
        finally
        {
            client.Close();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action passing)
    {
        var buffer = new byte[81_920];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            passing();
            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }

    // Of one connection: whatever is sent until an answer comes is one round trip.
    private sealed class Waiting
    {
        private int _isAsked;

        public void Asked(CountedDatabase counted)
        {
            if (Interlocked.Exchange(ref _isAsked, 1) == 0)
            {
                Interlocked.Increment(ref counted._trips);
            }
        }

        public void Answered() => Interlocked.Exchange(ref _isAsked, 0);
    }
}
