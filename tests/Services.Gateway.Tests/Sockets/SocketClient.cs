using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>A client of <c>/ws</c> on a real socket.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Queue<JsonElement> _passedOver = new();

    private SocketClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    public static async Task<SocketClient> OpenAsync(Suite suite, Action<ClientWebSocketOptions>? set = null)
    {
        var socket = new ClientWebSocket();
        set?.Invoke(socket.Options);
        await socket.ConnectAsync(new Uri(suite.Address, "/ws").ToSocket(), default).WaitAsync(Eventually.Deadline);
        return new SocketClient(socket);
    }

    /// <summary>Opens one and says hello; it must be let in.</summary>
    public static async Task<(SocketClient Client, JsonElement Hello)> GreetAsync(Suite suite, string key, string? cursor = null)
    {
        var client = await OpenAsync(suite);
        await client.HelloAsync(new { api_key = key }, cursor);
        var hello = await client.NextAsync();
        Assert.Equal("hello-ok", hello.GetProperty("type").GetString());
        return (client, hello);
    }

    public Task HelloAsync(object auth, string? cursor = null) => SendAsync(new
    {
        type = "hello", minProtocol = 1, maxProtocol = 1, client = new { id = "tests", version = "1", platform = "linux", mode = "cli" }, auth,
        resume = cursor is null ? null : new { cursor },
    });

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame));

    public Task SendTextAsync(string text) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default).WaitAsync(Eventually.Deadline);

    public Task RequestAsync(string id, string method, object? parameters = null, string? sessionKey = null) => SendAsync(new JsonObject
    {
        ["id"] = id, ["type"] = "request", ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters), ["sessionKey"] = sessionKey,
    });

    /// <summary>Asks and waits for the answer; events and other answers that come before are kept for whoever asks next.</summary>
    public async Task<JsonElement> CallAsync(string id, string method, object? parameters = null)
    {
        await RequestAsync(id, method, parameters);
        return await AnswerAsync(id);
    }

    /// <summary>Waits for the answer to a request.</summary>
    public async Task<JsonElement> AnswerAsync(string id)
    {
        while (true)
        {
            var frame = await ReadAsync();
            if (frame.GetProperty("type").GetString() == "response" && frame.GetProperty("id").GetString() == id)
            {
                return frame;
            }

            _passedOver.Enqueue(frame);
        }
    }

    /// <summary>The next frame.</summary>
    public async Task<JsonElement> NextAsync() => _passedOver.TryDequeue(out var kept) ? kept : await ReadAsync();

    /// <summary>Waits for the close and returns its code; frames before it are kept.</summary>
    public async Task<int> CloseCodeAsync()
    {
        while (await TryReadAsync() is { } frame)
        {
            _passedOver.Enqueue(frame);
        }

        return (int)Socket.CloseStatus!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Socket.State == WebSocketState.Open)
            {
                await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default).WaitAsync(Eventually.Deadline);
            }
        }
        catch (WebSocketException)
        {
            // The gateway has ended it without a farewell.
        }

        Socket.Dispose();
    }

    private async Task<JsonElement> ReadAsync() => await TryReadAsync() ?? throw new InvalidOperationException($"Closed: {Socket.CloseStatus} {Socket.CloseStatusDescription}");

    private async Task<JsonElement?> TryReadAsync()
    {
        using var message = new MemoryStream();
        while (true)
        {
            var read = await Socket.ReceiveAsync(_buffer.AsMemory(), default).AsTask().WaitAsync(Eventually.Deadline);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(_buffer, 0, read.Count);
            if (read.EndOfMessage)
            {
                return JsonSerializer.Deserialize<JsonElement>(message.ToArray());
            }
        }
    }
}
