using System.Net.WebSockets;
using System.Text.Unicode;

namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>Reads whole messages, each within a bound.</summary>
internal sealed class MessageReader(WebSocket socket, ClientFrames frames)
{
    private const int First = 4 * 1024;

    private static readonly ReceivedMessage Closed = new(null, new SocketEnd(CloseCode.Normal, ""));
    private static readonly ReceivedMessage Broken = new(null, new SocketEnd(CloseCode.Broken, ""));
    private static readonly ReceivedMessage NoUtf8 = new(null, new SocketEnd(CloseCode.Invalid, "INVALID_TEXT"));
    private static readonly ReceivedMessage TooLarge = new(null, new SocketEnd(CloseCode.TooLarge, "FRAME_TOO_LARGE"));

    private byte[] _buffer = new byte[First];

    /// <summary>The next one, of that many octets at most.</summary>
    /// <param name="largest">How many.</param>
    /// <param name="cancellationToken">Breaks the connection off.</param>
    public async Task<ReceivedMessage> ReadAsync(int largest, CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult read;
            try
            {
                read = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            }
            catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                return Broken;
            }

            length += read.Count;
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return frames.Fault is { } fault ? new ReceivedMessage(null, fault) : Closed;
            }

            if (read.EndOfMessage)
            {
                return Utf8.IsValid(_buffer.AsSpan(0, length)) ? new ReceivedMessage(Take(length), null) : NoUtf8;
            }

            if (length == _buffer.Length && !TryGrow(largest))
            {
                return TooLarge;
            }
        }
    }

    /// <summary>Reads to the end of what still comes.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (frames.Fault is not null)
        {
            await DiscardRestAsync(cancellationToken);
        }

        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            try
            {
                await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            }
            catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task DiscardRestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await frames.DiscardAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It has gone.
        }
    }

    private byte[] Take(int length)
    {
        var octets = _buffer.AsSpan(0, length).ToArray();
        // What a large message needed once is not kept for good.
        _buffer = _buffer.Length > First * 4 ? new byte[First] : _buffer;
        return octets;
    }

    private bool TryGrow(int largest)
    {
        if (_buffer.Length >= largest)
        {
            return false;
        }

        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, largest));
        return true;
    }
}
