using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Sockets;

public sealed class HelloTests
{
    [Fact]
    public async Task A_hello_with_a_key_is_answered_with_what_its_caller_may_ask_for_and_how_things_are()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();

        var (client, hello) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        await using var _ = client;

        Assert.Equal(1, hello.GetProperty("protocol").GetInt32());
        Assert.NotEqual("", hello.GetProperty("server").GetProperty("version").GetString());
        Assert.NotEqual("", hello.GetProperty("server").GetProperty("connId").GetString());
        var methods = hello.GetProperty("features").GetProperty("methods").EnumerateArray().Select(static name => name.GetString()).ToList();
        Assert.Contains("chat.send", methods);
        Assert.Contains("health", methods);
        Assert.DoesNotContain("tenants.create", methods);
        Assert.DoesNotContain("sockets.open", methods);
        Assert.Contains("report.completed", hello.GetProperty("features").GetProperty("events").EnumerateArray().Select(static name => name.GetString()));
        var snapshot = hello.GetProperty("snapshot");
        Assert.Equal(tenant, snapshot.GetProperty("tenant_id").GetString());
        Assert.Equal("ada", snapshot.GetProperty("user_id").GetString());
        Assert.Equal("healthy", snapshot.GetProperty("health").GetProperty("status").GetString());
        Assert.NotEmpty(snapshot.GetProperty("limits").GetProperty("limits").EnumerateArray());
    }

    [Theory]
    [InlineData(TenantRole.Operator, null, "tenants.create", "chat.send")]
    [InlineData(TenantRole.TenantAdmin, "t", "users.list", "tenants.create")]
    public async Task The_methods_are_those_of_the_role(string role, string? tenant, string has, string hasNot)
    {
        await using var suite = await Suite.StartAsync();

        var (client, hello) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(role, tenant is null ? null : suite.Tenants.AddTenant()));
        await using var _ = client;

        var methods = hello.GetProperty("features").GetProperty("methods").EnumerateArray().Select(static name => name.GetString()).ToList();
        Assert.Contains(has, methods);
        Assert.DoesNotContain(hasNot, methods);
    }

    [Fact]
    public async Task A_hello_whose_credential_is_no_good_is_refused_with_its_code_and_closed_with_4401()
    {
        await using var suite = await Suite.StartAsync();
        foreach (var auth in new object[] { new { api_key = TenantsStub.NewKey() }, new { token = "x" }, new { token = "a.b.c" }, new { }, new { api_key = suite.Tenants.AddUserKey(), token = "x" } })
        {
            await using var client = await SocketClient.OpenAsync(suite);
            await client.HelloAsync(auth);

            await AssertRefusedAsync(client, "AUTHENTICATION_REQUIRED", 4401);
        }
    }

    [Theory]
    [InlineData("suspended", "TENANT_SUSPENDED")]
    [InlineData("expired", "TENANT_EXPIRED")]
    public async Task A_hello_of_a_tenant_that_may_not_be_used_is_closed_with_4403(string status, string code)
    {
        await using var suite = await Suite.StartAsync();
        await using var client = await SocketClient.OpenAsync(suite);

        await client.HelloAsync(new { api_key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(status), "ada") });

        await AssertRefusedAsync(client, code, 4403);
    }

    [Fact]
    public async Task A_hello_that_names_another_tenant_is_refused_and_one_that_repeats_its_own_is_not()
    {
        await using var suite = await Suite.StartAsync();
        var (own, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        var key = suite.Tenants.AddKey(TenantRole.User, own, "ada");
        await using var refused = await SocketClient.OpenAsync(suite);
        await refused.HelloAsync(new { api_key = key, tenant_id = other });
        await using var admitted = await SocketClient.OpenAsync(suite);
        await admitted.HelloAsync(new { api_key = key, tenant_id = own });

        await AssertRefusedAsync(refused, "RESOURCE_FORBIDDEN", 4403);
        Assert.Equal("hello-ok", (await admitted.NextAsync()).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"type":"hello","minProtocol":2,"maxProtocol":3,"client":{},"auth":{}}""", "PROTOCOL_UNSUPPORTED")]
    [InlineData("""{"type":"hello","minProtocol":0,"maxProtocol":0,"client":{},"auth":{}}""", "PROTOCOL_UNSUPPORTED")]
    [InlineData("""{"type":"hello","minProtocol":2,"maxProtocol":1,"client":{},"auth":{}}""", "INVALID_FRAME")]
    [InlineData("""{"type":"hello","maxProtocol":1,"client":{},"auth":{}}""", "INVALID_FRAME")]
    [InlineData("""{"type":"hello","minProtocol":1,"maxProtocol":1,"client":{"mode":"toaster"},"auth":{}}""", "INVALID_FRAME")]
    [InlineData("""{"type":"hello","minProtocol":1,"maxProtocol":1,"client":[],"auth":{}}""", "INVALID_FRAME")]
    [InlineData("""{"type":"hello","minProtocol":1,"maxProtocol":1,"client":{},"auth":{"token":7}}""", "INVALID_FRAME")]
    [InlineData("""{"type":"hello","minProtocol":1,"maxProtocol":1,"client":{},"auth":{"token":"\ud800"}}""", "INVALID_FRAME")]
    [InlineData("""{"id":"1","type":"request","method":"health"}""", "INVALID_FRAME")]
    [InlineData("[]", "INVALID_FRAME")]
    [InlineData("no json", "INVALID_FRAME")]
    public async Task A_hello_that_cannot_be_understood_is_closed_with_4400(string text, string code)
    {
        await using var suite = await Suite.StartAsync();
        await using var client = await SocketClient.OpenAsync(suite);

        await client.SendTextAsync(text);

        await AssertRefusedAsync(client, code, 4400);
    }

    [Fact]
    public async Task Whoever_says_no_hello_in_time_is_closed()
    {
        await using var suite = await Suite.StartAsync(settings: [("Sockets:HelloTimeout", "00:00:01")]);
        await using var client = await SocketClient.OpenAsync(suite);

        Assert.Equal(4408, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_hello_is_given_less_room_than_what_comes_after_it()
    {
        await using var suite = await Suite.StartAsync();
        await using var client = await SocketClient.OpenAsync(suite);

        await client.SendTextAsync(new string(' ', 64 * 1024 + 1));

        Assert.Equal(1009, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_client_that_answers_no_ping_is_gone()
    {
        await using var suite = await Suite.StartAsync(settings: [("Sockets:PingInterval", "00:00:03")]);
        var (silent, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        var (reading, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = silent;
        await using var ___ = reading;
        // Pings are answered by whoever reads.
        var read = reading.NextAsync();

        await Testing.Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<OpenSockets>().Count == 1));

        await reading.RequestAsync("1", "health");
        Assert.True((await read).TryGetProperty("result", out var _));
    }

    [Fact]
    public async Task Without_an_upgrade_it_is_refused_as_a_problem()
    {
        await using var suite = await Suite.StartAsync();

        using var response = await suite.GetAsync("/ws");

        await Problem.AssertAsync(response, HttpStatusCode.UpgradeRequired, "UPGRADE_REQUIRED");
        Assert.Equal("websocket", response.Headers.Upgrade.Single().Name);
    }

    [Fact]
    public async Task Pages_of_configured_origins_and_the_gateways_own_may_open_sockets_and_no_others()
    {
        await using var suite = await Suite.StartAsync(settings: [("Cors:Origins:0", "https://app.example.com")]);
        foreach (var origin in new[] { "https://app.example.com", suite.Address.GetLeftPart(UriPartial.Authority) })
        {
            await using var client = await SocketClient.OpenAsync(suite, options => options.SetRequestHeader("Origin", origin));
            Assert.Equal(WebSocketState.Open, client.Socket.State);
        }

        foreach (var origin in new[] { "https://evil.example.com", "null", "http://app.example.com" })
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Origin", origin);
            socket.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(suite.Address, "/ws").ToSocket(), default));
            Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        }
    }

    [Fact]
    public async Task A_tenant_has_so_many_sockets_and_the_gateway_so_many_in_all()
    {
        await using var suite = await Suite.StartAsync(settings: [("Sockets:MostOfTenant", "1"), ("Sockets:MostOfAll", "2")]);
        var key = suite.Tenants.AddUserKey();
        var (first, _) = await SocketClient.GreetAsync(suite, key);
        var second = await SocketClient.OpenAsync(suite);
        await second.HelloAsync(new { api_key = key });

        await AssertRefusedAsync(second, "TOO_MANY_SOCKETS", 1013);
        await second.DisposeAsync();
        await Testing.Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<OpenSockets>().Count == 1));
        var (other, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        using var third = new ClientWebSocket();
        third.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => third.ConnectAsync(new Uri(suite.Address, "/ws").ToSocket(), default));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.HttpStatusCode);

        await first.DisposeAsync();
        await other.DisposeAsync();
        await Testing.Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<OpenSockets>().Count == 0));
        await Testing.Eventually.TrueAsync(async () =>
        {
            await using var again = await SocketClient.OpenAsync(suite);
            await again.HelloAsync(new { api_key = key });
            return (await again.NextAsync()).GetProperty("type").GetString() == "hello-ok";
        });
    }

    private static async Task AssertRefusedAsync(SocketClient client, string code, int closeCode)
    {
        var answer = await client.NextAsync();
        Assert.Equal("hello-error", answer.GetProperty("type").GetString());
        Assert.Equal(code, answer.CodeOf());
        Assert.NotEqual("", answer.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Object, answer.GetProperty("error").GetProperty("details").ValueKind);
        Assert.Equal(closeCode, await client.CloseCodeAsync());
        Assert.Equal(code, client.Socket.CloseStatusDescription);
    }
}
