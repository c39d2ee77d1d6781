using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets;

public sealed class ChatTests
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_turn_comes_as_events_while_it_is_made_and_its_answer_closes_it()
    {
        await using var suite = await Suite.StartAsync(map: Map);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        var session = Guid.NewGuid().ToString();

        await client.RequestAsync("7", "chat.send", new { message = "hello" }, session);
        var first = await client.NextAsync();
        _goOn.SetResult();
        var rest = new[] { await client.NextAsync(), await client.NextAsync(), await client.NextAsync() };

        Assert.Equal(("event", "7", "chat.delta", session), (Text(first, "type"), Text(first, "id"), Text(first, "event"), Text(first, "sessionKey")));
        Assert.Equal("Hel", first.GetProperty("payload").GetProperty("text").GetString());
        Assert.True(first.GetProperty("at").GetInt64() > 1_700_000_000_000);
        Assert.Equal(["chat.delta", "chat.done", null], rest.Select(static frame => Text(frame, "event")));
        Assert.Equal(("response", "7", "Hello"), (Text(rest[2], "type"), Text(rest[2], "id"), Text(rest[2].GetProperty("result"), "response")));
        Assert.Equal($$"""{"message":"hello","session_id":"{{session}}"}""", Text(rest[2].GetProperty("result"), "seen"));
    }

    [Fact]
    public async Task An_answer_that_is_made_again_comes_as_the_same_events()
    {
        await using var suite = await Suite.StartAsync(map: Map);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        _goOn.SetResult();

        await client.RequestAsync("7", "sessions.regenerate", new { session_id = Guid.NewGuid() });
        var frames = new[] { await client.NextAsync(), await client.NextAsync(), await client.NextAsync(), await client.NextAsync() };

        Assert.Equal(["chat.delta", "chat.delta", "chat.done", null], frames.Select(static frame => Text(frame, "event")));
        Assert.Equal("Hello", Text(frames[3].GetProperty("result"), "response"));
    }

    [Fact]
    public async Task A_turn_that_fails_on_its_way_ends_with_its_error()
    {
        await using var suite = await Suite.StartAsync(map: Map);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        _goOn.SetResult();

        var answer = await client.CallAsync("1", "chat.send", new { message = "fail" });

        Assert.Equal("MODEL_UNAVAILABLE", answer.CodeOf());
        Assert.Equal(502, answer.GetProperty("error").GetProperty("details").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_turn_whose_stream_breaks_off_is_answered_with_an_error()
    {
        await using var suite = await Suite.StartAsync(map: Map);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        _goOn.SetResult();

        Assert.NotNull((await client.CallAsync("1", "chat.send", new { message = "break" })).CodeOf());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_a_turn_and_closing_its_socket_end_it_at_its_module_within_half_a_second(bool cancels)
    {
        await using var suite = await Suite.StartAsync(map: Map);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        await client.RequestAsync("1", "chat.send", new { message = "hello" });
        await client.NextAsync();

        var watch = Stopwatch.StartNew();
        await (cancels ? client.SendAsync(new { id = "1", type = "cancel" }) : client.DisposeAsync().AsTask());
        await _gone.Task.WaitAsync(Eventually.Deadline);

        Assert.True(watch.Elapsed < TimeSpan.FromMilliseconds(500), watch.Elapsed.ToString());
        if (cancels)
        {
            Assert.Equal("REQUEST_CANCELLED", (await client.AnswerAsync("1")).CodeOf());
        }
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_dropped_and_others_go_on()
    {
        await using var suite = await Suite.StartAsync(map: Map, settings: [("Sockets:SlowFor", "00:00:00.5"), ("Sockets:MostWaitingOctets", "65536")]);
        var (slow, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        var (other, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = slow;
        await using var ___ = other;

        await slow.RequestAsync("1", "chat.send", new { message = "flood" });
        // The module's stream is endless: it ends because its reader was dropped.
        while (!_gone.Task.IsCompleted)
        {
            Assert.True((await other.CallAsync("1", "sessions.list")).TryGetProperty("result", out var _));
        }
    }

    private static string? Text(JsonElement frame, string name) => frame.TryGetProperty(name, out var member) ? member.GetString() : null;

    private void Map(string module, WebApplication app)
    {
        if (module == "chat")
        {
            app.MapPost("/chat", StreamAsync);
            app.MapPost("/sessions/{session_id}/regenerate", StreamAsync);
        }
    }

    private async Task StreamAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var seen = await reader.ReadToEndAsync();
        Assert.Equal("text/event-stream", http.Request.Headers.Accept.ToString());
        http.Response.ContentType = "text/event-stream";
        try
        {
            while (seen.Contains("flood", StringComparison.Ordinal))
            {
                await WriteAsync(http, "delta", JsonSerializer.Serialize(new { text = new string('x', 16_000) }));
            }

            await WriteAsync(http, "delta", """{"text":"Hel"}""");
            await _goOn.Task.WaitAsync(http.RequestAborted);
            await http.Response.WriteAsync(": keep-alive\n\n");
            if (seen.Contains("break", StringComparison.Ordinal))
            {
                http.Abort();
                return;
            }

            await WriteAsync(http, "delta", """{"text":"lo"}""");
            await (seen.Contains("fail", StringComparison.Ordinal)
                ? WriteAsync(http, "error", """{"status":502,"code":"MODEL_UNAVAILABLE","detail":"The model gave no answer."}""")
                : WriteAsync(http, "done", JsonSerializer.Serialize(new { response = "Hello", seen })));
        }
        catch (OperationCanceledException)
        {
            _gone.TrySetResult();
        }
    }

    private static async Task WriteAsync(HttpContext http, string name, string data)
    {
        await http.Response.WriteAsync($"event: {name}\ndata: {data}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
