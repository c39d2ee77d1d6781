using System.Net.WebSockets;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>
/// One socket from its hello to its close. Frames are read one after another and sent one after another; whatever ends it says why first, then what
/// runs on it ends, then what waits is sent, and then it is closed, each within a deadline.
/// </summary>
internal sealed partial class SocketConnection : INoticeReceiver, IDisposable
{
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(1);

    private readonly WebSocket _socket;
    private readonly SocketDoor _door;
    private readonly MessageReader _reader;
    private readonly OutgoingFrames _outgoing;
    private readonly SocketCalls _calls;
    private readonly SocketSession _session;
    private readonly TaskCompletionSource<SocketEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _closed = new();

    /// <summary>Largest message of a client, in octets: as large as a body.</summary>
    public const int LargestMessage = 1024 * 1024;

    // Whoever has not been let in yet is not given a megabyte.
    private const int LargestHello = 64 * 1024;

    /// <summary>A socket that has opened.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="frames">What its client sends, as it passes to it.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="door">What all share.</param>
    public SocketConnection(WebSocket socket, ClientFrames frames, SocketOrigin origin, SocketDoor door)
    {
        _socket = socket;
        _door = door;
        _reader = new MessageReader(socket, frames);
        _outgoing = new OutgoingFrames(door.Options.MostWaiting, door.Options.MostWaitingOctets, door.Time);
        _calls = new SocketCalls(door, SendAsync);
        _session = new SocketSession(origin, door, this);
    }

    /// <summary>Serves it to its end.</summary>
    public async Task RunAsync()
    {
        _door.Telemetry.Opened();
        var sending = SendAllAsync();
        var receiving = GuardAsync(ReceiveAllAsync);
        var watching = GuardAsync(WatchAsync);
        SocketEnd end;
        await using (_door.Stopping.Register(() => _ = DrainAsync()))
        {
            end = await _end.Task;
        }

        await _ended.CancelAsync();
        _session.Leave();
        _calls.EndAll(new RpcOutcome.Failed(end.Reason.Length > 0 ? end.Reason : "SOCKET_CLOSED", "The socket ends."));
        await CloseAsync(end, sending, receiving);
        await Task.WhenAll(sending, receiving, watching, _calls.WhenIdleAsync());
        _door.Telemetry.Ended(end.Code);
    }

    /// <summary>Ends it; the first who says so says why.</summary>
    public void End(SocketEnd end) => _end.TrySetResult(end);

    public bool Hears(Operation operation) => _session.Hears(operation);

    public void Tell(Notice notice) => Tell(notice.Frame);

    /// <summary>Takes a frame at once; where there is no room for it, the socket ends.</summary>
    public void Tell(byte[] frame)
    {
        if (!_outgoing.TryAdd(frame))
        {
            End(new SocketEnd(CloseCode.SlowConsumer, "SLOW_CONSUMER"));
        }
    }

    public void Dispose()
    {
        _outgoing.Dispose();
        _ended.Dispose();
        _closed.Dispose();
    }

    // Without its reader or its watch a socket must not go on.
    private async Task GuardAsync(Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (Exception exception)
        {
            Log.Broken(_door.Logger, exception);
            End(new SocketEnd(CloseCode.InternalError, RpcOutcomes.Broken.Code));
        }
    }

    // What a client asked for waits for it, within bounds: so much comes no faster than it is read.
    private async ValueTask SendAsync(byte[] frame)
    {
        if (!await _outgoing.AddAsync(frame, _door.Options.SlowFor))
        {
            End(new SocketEnd(CloseCode.SlowConsumer, "SLOW_CONSUMER"));
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (await _outgoing.TakeAsync() is { } frame)
            {
                await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                _door.Telemetry.Sent();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            End(new SocketEnd(CloseCode.Broken, ""));
            _outgoing.Complete();
        }
    }

    private async Task ReceiveAllAsync()
    {
        while (true)
        {
            var message = await _reader.ReadAsync(_session.Caller is null ? LargestHello : LargestMessage, _closed.Token);
            if (message.Octets is not { } octets)
            {
                End(message.End!);
                break;
            }

            _door.Telemetry.Received();
            if (!_end.Task.IsCompleted)
            {
                await TakeAsync(octets);
            }
        }

        // A client that is told why it is closed may still be sending.
        await _reader.DiscardAsync(_closed.Token);
    }

    private async Task TakeAsync(byte[] octets)
    {
        if (_session.Caller is not { } caller)
        {
            await _session.GreetAsync(octets);
            return;
        }

        try
        {
            await _calls.TakeAsync(caller, ClientFrame.Parse(octets));
        }
        catch (System.Text.Json.JsonException)
        {
            End(new SocketEnd(CloseCode.Invalid, "INVALID_JSON"));
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _door.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                await _session.LookAgainAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }

    private async Task DrainAsync()
    {
        _calls.Close(new RpcOutcome.Failed("SERVICE_STOPPING", "The gateway is being stopped; connect again."));
        try
        {
            await _calls.WhenIdleAsync().WaitAsync(_door.DrainFor, _door.Time);
        }
        catch (TimeoutException)
        {
            // Then what runs is ended with the socket.
        }

        End(new SocketEnd(CloseCode.GoingAway, "SERVICE_STOPPING"));
    }

    private async Task CloseAsync(SocketEnd end, Task sending, Task receiving)
    {
        if (end.Code == CloseCode.Broken || !await TrySayFarewellAsync(end, sending))
        {
            // The connection breaks off, and with it whatever still waits for its client.
            _socket.Abort();
        }

        try
        {
            await receiving.WaitAsync(CloseDeadline, _door.Time);
        }
        catch (TimeoutException)
        {
            // Its client does not close it.
        }

        _outgoing.Complete();
        // Not broken off: that would take the farewell back that has not arrived yet.
        await _closed.CancelAsync();
    }

    private async Task<bool> TrySayFarewellAsync(SocketEnd end, Task sending)
    {
        try
        {
            await _calls.WhenIdleAsync().WaitAsync(CloseDeadline, _door.Time);
            _outgoing.Complete();
            await sending.WaitAsync(CloseDeadline, _door.Time);
            // Whoever closes it is answered with the code that it gives.
            var code = end.Code == CloseCode.Normal && _socket.CloseStatus is { } theirs ? theirs : (WebSocketCloseStatus)end.Code;
            await _socket.CloseOutputAsync(code, end.Reason, CancellationToken.None).WaitAsync(CloseDeadline, _door.Time);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or WebSocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // It does not take the farewell.
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A socket broke off")]
        public static partial void Broken(ILogger logger, Exception exception);
    }
}
