using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Models;

/// <summary>A server that somebody has brought is nobody's friend: where it leads, how much it says and how long it takes are bounded.</summary>
public sealed class HostileServerTests
{
    private const long Endless = 1L << 30;
    private const string Key = "tenants-secret-canary-0123456789";

    [Theory]
    [InlineData("http://127.0.0.1:9/v1")]
    [InlineData("https://127.0.0.1/v1")]
    [InlineData("https://[::1]/v1")]
    [InlineData("https://169.254.169.254/v1")]
    [InlineData("https://localhost/v1")]
    [InlineData("https://10.0.0.7/v1")]
    public async Task An_address_inside_is_not_asked(string address)
    {
        await using var host = await ChatHost.StartAsync(settings: new() { ["Ai:MaximumRetries"] = "0" });
        var ada = Bring(host, address);

        Assert.Contains("may be asked", await ReasonAsync(host, ada, "is not one that may be asked", "is not one of https"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_with_the_key()
    {
        var followed = 0;
        await using var target = await LoopbackServer.StartAsync(_ =>
        {
            Interlocked.Increment(ref followed);
            return Task.CompletedTask;
        });
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = $"{target.Address}/v1/chat/completions";
            return Task.CompletedTask;
        });
        await using var host = await StartAsync(server.Address, target.Address);

        Assert.Contains("HTTP 307", await ReasonAsync(host, Bring(host, server.Address)), StringComparison.Ordinal);
        Assert.Equal(0, followed);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task One_that_never_ends_is_left_when_it_has_said_enough(int status)
    {
        // A socket of its own: a web server goes on writing to a connection that is gone.
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var sending = SendAsync(server, status);
        await using var host = await StartAsync($"http://{server.LocalEndpoint}");

        Assert.Contains("not available", await ReasonAsync(host, Bring(host, $"http://{server.LocalEndpoint}")), StringComparison.Ordinal);
        Assert.InRange(await sending.WaitAsync(Eventually.Deadline), 1, Endless / 4);
    }

    /// <summary>Answers one request with blanks without end; how many were sent until nobody took them.</summary>
    private static async Task<long> SendAsync(TcpListener server, int status)
    {
        using var connection = await server.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        var piece = new byte[64 * 1024];
        var sent = 0L;
        try
        {
            _ = await stream.ReadAsync(piece);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} So\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"));
            Array.Fill(piece, (byte)' ');
            for (; sent < Endless; sent += piece.Length)
            {
                await stream.WriteAsync(piece);
            }
        }
        catch (IOException)
        {
            // Nobody listens any more.
        }

        return sent;
    }

    [Fact]
    public async Task One_that_says_nothing_is_left_in_time()
    {
        await using var server = await LoopbackServer.StartAsync(static http => new TaskCompletionSource().Task.WaitAsync(http.RequestAborted));
        await using var host = await StartAsync(server.Address, more: new() { ["Ai:Timeout"] = "00:00:01" });
        var watch = Stopwatch.StartNew();

        Assert.Contains("in time", await ReasonAsync(host, Bring(host, server.Address)), StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"after {watch.Elapsed}");
    }

    private static TenantContext Bring(ChatHost host, string address)
    {
        var ada = TestContexts.User();
        host.Peers.Rights.SetModels(ada.TenantId!, null, BroughtBy.Of(ada.TenantId!, null, "ours", address.EndsWith("/v1", StringComparison.Ordinal) ? address : $"{address}/v1", Key));
        return ada;
    }

    private static Task<ChatHost> StartAsync(string address, string? other = null, Dictionary<string, string?>? more = null)
    {
        var settings = new Dictionary<string, string?>(more ?? []) { ["Ai:MaximumRetries"] = "0", ["Ai:Own:AllowHttp"] = "true", ["Web:AllowedHosts:0"] = new Uri(address).Authority };
        if (other is not null)
        {
            settings["Web:AllowedHosts:1"] = new Uri(other).Authority;
        }

        return ChatHost.StartAsync(settings: settings);
    }

    private static async Task<string> ReasonAsync(ChatHost host, TenantContext ada, params string[] oneOf)
    {
        using var client = host.For(ada);
        using var response = await client.PostAsync("/models/test", new StringContent("""{"model":"tenant.ours"}""", null, "application/json"));
        var result = await response.JsonAsync(HttpStatusCode.OK);
        Assert.False(result.GetProperty("works").GetBoolean());
        Assert.DoesNotContain(Key, result.GetRawText(), StringComparison.Ordinal);
        var reason = result.Text("reason")!;
        return oneOf.Any(one => reason.Contains(one, StringComparison.Ordinal)) ? "may be asked" : reason;
    }
}
