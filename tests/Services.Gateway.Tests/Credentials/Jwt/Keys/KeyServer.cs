using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt.Keys;

/// <summary>An issuer's <c>jwks_uri</c> on loopback that answers as a test says and counts who asks.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private LoopbackServer _server = null!;
    private int _asked;

    /// <summary>Fetches so far.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>What it answers with.</summary>
    public RequestDelegate Answer { get; set; } = null!;

    public Uri Address => new(_server.Address + "/keys");

    public static async Task<KeyServer> StartAsync(params JsonNode?[] keys)
    {
        var server = new KeyServer();
        server.Publish(keys);
        server._server = await LoopbackServer.StartAsync(async http =>
        {
            Interlocked.Increment(ref server._asked);
            await server.Answer(http);
        });
        return server;
    }

    /// <summary>Publishes these keys from now on.</summary>
    public void Publish(params JsonNode?[] keys)
    {
        var set = TestTokens.JwkSet(keys);
        Answer = http => http.Response.WriteAsync(set);
    }

    /// <summary>Answers with a status alone from now on.</summary>
    public void Fail(int status = StatusCodes.Status503ServiceUnavailable) => Answer = http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
