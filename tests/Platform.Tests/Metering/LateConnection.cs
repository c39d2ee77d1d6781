using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nanobot.Platform.Tests.Metering;

/// <summary>
/// A network before PostgreSQL that holds back what one connection says, the first to speak of <c>marker</c>, and lets it arrive later, when whoever
/// said it may be gone. Nobody's wish to cancel gets through meanwhile.
/// </summary>
internal sealed class LateConnection : IAsyncDisposable
{
    private static readonly byte[] CancelRequest = [0, 0, 0, 16, 0x04, 0xD2, 0x16, 0x2E];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _port;
    private readonly Task _accepting;
    private byte[]? _marker;
    private int _held;

    public LateConnection(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether something is held back.</summary>
    public bool IsHolding => Volatile.Read(ref _held) > 0;

    public void Hold(string marker) => Volatile.Write(ref _marker, Encoding.UTF8.GetBytes(marker));

    public void Release() => _release.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                var server = new TcpClient();
                _clients.Add(client);
                _clients.Add(server);
                await server.ConnectAsync(IPAddress.Loopback, _port, _ending.Token);
                _ = PumpAsync(client, server, isFromClient: true);
                _ = PumpAsync(server, client, isFromClient: false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test has ended.
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool isFromClient)
    {
        var (buffer, isHeld) = (new byte[65_536], false);
        try
        {
            var (source, target) = (from.GetStream(), to.GetStream());
            for (int count; (count = await source.ReadAsync(buffer, _ending.Token)) > 0;)
            {
                var said = buffer.AsMemory(0, count);
                if (isFromClient && _marker is { } marker)
                {
                    if (said.Span.StartsWith(CancelRequest))
                    {
                        return;
                    }

                    if (said.Span.IndexOf(marker) >= 0 && Interlocked.CompareExchange(ref _held, 1, 0) == 0)
                    {
                        isHeld = true;
                        await _release.Task.WaitAsync(_ending.Token);
                    }
                }

                await target.WriteAsync(said, _ending.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One of both ends has gone.
        }
        finally
        {
            if (!isHeld)
            {
                to.Close();
            }
        }
    }
}
