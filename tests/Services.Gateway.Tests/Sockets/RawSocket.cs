using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>A client of <c>/ws</c> that writes its frames by hand: what no well-behaved one would send.</summary>
internal sealed class RawSocket : IAsyncDisposable
{
    private const int NoCode = 1005;
    private static readonly byte[] Mask = [0x1B, 0xD0, 0x7E, 0xA5];
    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    /// <summary>Opens one, by the upgrade alone.</summary>
    public static async Task<RawSocket> OpenAsync(Suite suite, int? receiveBuffer = null)
    {
        var socket = new RawSocket();
        if (receiveBuffer is { } size)
        {
            socket._client.ReceiveBufferSize = size;
        }

        await socket._client.ConnectAsync(suite.Address.Host, suite.Address.Port).WaitAsync(Eventually.Deadline);
        socket._stream = socket._client.GetStream();
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /ws HTTP/1.1\r\nHost: {suite.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2l4dGVlbiBvY3RldHMhIQ==\r\n\r\n"));
        var head = "";
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head += (char)(await socket.ReadAsync(1))[0];
        }

        Assert.StartsWith("HTTP/1.1 101", head);
        return socket;
    }

    /// <summary>Opens one and says hello; it must be let in.</summary>
    public static async Task<RawSocket> GreetAsync(Suite suite, string key, int? receiveBuffer = null)
    {
        var socket = await OpenAsync(suite, receiveBuffer);
        await socket.SendAsync(Frame(1, Hello(key)));
        var (opcode, payload) = await socket.NextAsync();
        Assert.Equal(1, opcode);
        Assert.Contains("hello-ok", Encoding.UTF8.GetString(payload));
        return socket;
    }

    public static byte[] Hello(string key) => JsonSerializer.SerializeToUtf8Bytes(new { type = "hello", minProtocol = 1, maxProtocol = 1, auth = new { api_key = key } });

    /// <summary>A frame. Its length can be said to be another one than it is.</summary>
    public static byte[] Frame(int opcode, byte[] payload, bool isFinal = true, int reserved = 0, bool isMasked = true, ulong? length = null)
    {
        var said = length ?? (ulong)payload.Length;
        var head = new byte[14];
        head[0] = (byte)((isFinal ? 0x80 : 0) | (reserved << 4) | opcode);
        head[1] = (byte)((isMasked ? 0x80 : 0) | (said <= 125 ? (int)said : said <= ushort.MaxValue ? 126 : 127));
        var at = 2;
        if (said > ushort.MaxValue)
        {
            BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(at), said);
            at += 8;
        }
        else if (said > 125)
        {
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(at), (ushort)said);
            at += 2;
        }

        return isMasked ? [.. head[..at], .. Mask, .. payload.Select(static (octet, index) => (byte)(octet ^ Mask[index % 4]))] : [.. head[..at], .. payload];
    }

    /// <summary>The payload of a close frame.</summary>
    public static byte[] Close(int code, string reason = "") => [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)];

    public async Task SendAsync(params byte[] octets) => await _stream.WriteAsync(octets).AsTask().WaitAsync(Eventually.Deadline);

    /// <summary>The next frame that is no ping.</summary>
    public async Task<(int Opcode, byte[] Payload)> NextAsync()
    {
        while (true)
        {
            var head = await ReadAsync(2);
            Assert.Equal(0, head[0] & 0x70);
            Assert.Equal(0, head[1] & 0x80);
            var length = head[1] switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2)),
                127 => (int)BinaryPrimitives.ReadUInt64BigEndian(await ReadAsync(8)),
                var octets => octets,
            };
            var payload = await ReadAsync(length);
            if ((head[0] & 0x0F) != 9)
            {
                return (head[0] & 0x0F, payload);
            }
        }
    }

    /// <summary>Waits for the close frame, and then for the end of the connection, which must be no reset.</summary>
    public async Task<(int Code, string Reason)> CloseAsync()
    {
        var (code, reason) = await FarewellAsync();
        // As a client answers it; the server ends the connection then.
        await SendAsync(Frame(8, code == NoCode ? [] : Close(code)));
        Assert.Equal(0, await _stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Eventually.Deadline));
        return (code, reason);
    }

    /// <summary>Waits for the close frame.</summary>
    public async Task<(int Code, string Reason)> FarewellAsync()
    {
        var (opcode, payload) = await NextAsync();
        while (opcode != 8)
        {
            (opcode, payload) = await NextAsync();
        }

        return payload.Length == 0 ? (NoCode, "") : (BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload.AsSpan(2)));
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var octets = new byte[count];
        await _stream.ReadExactlyAsync(octets).AsTask().WaitAsync(Eventually.Deadline);
        return octets;
    }
}
