using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets;

public sealed class EndTests
{
    [Theory]
    [InlineData("suspended", 4403, "TENANT_SUSPENDED")]
    [InlineData("expired", 4403, "TENANT_EXPIRED")]
    [InlineData("deleted", 4403, "AUTHENTICATION_REQUIRED")]
    public async Task A_tenant_that_may_not_be_used_any_more_has_its_sockets_closed_within_two_seconds_and_what_runs_on_them_ended(string status, int code, string reason)
    {
        var held = new HeldCalls();
        await using var suite = await Suite.StartAsync(map: held.Map);
        var (tenant, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        var (stays, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, other, "ada"));
        await using var __ = client;
        await using var ___ = stays;
        await client.RequestAsync("1", "sessions.get", new { session_id = "held" });
        await Eventually.TrueAsync(() => Task.FromResult(held.Count == 1));

        suite.Tenants.AddTenant(status, tenant, epoch: 2);
        var watch = Stopwatch.StartNew();
        await (status switch
        {
            "suspended" => suite.BroadcastAsync(tenant, new TenantSuspended(tenant, 2)),
            "expired" => suite.BroadcastAsync(tenant, new TenantExpired(tenant, 2)),
            _ => suite.BroadcastAsync(tenant, new TenantDeleted(tenant, 2)),
        });

        Assert.Equal(code, await client.CloseCodeAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
        Assert.Equal(reason, client.Socket.CloseStatusDescription);
        var told = await client.NextAsync();
        Assert.Equal(status == "deleted" ? "tenant.inactive" : $"tenant.{status}", told.GetProperty("event").GetString());
        Assert.Equal(reason, (await client.NextAsync()).CodeOf());
        Assert.True((await stays.CallAsync("1", "health")).TryGetProperty("result", out var _));
    }

    [Fact]
    public async Task A_key_that_is_revoked_has_its_sockets_closed_with_4401()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var (client, _) = await SocketClient.GreetAsync(suite, key);
        await using var __ = client;

        suite.Tenants.RemoveKey(key);
        await suite.BroadcastAsync(tenant, new ApiKeyRevoked(TenantsStub.IdOf(key), TenantsStub.Hash(key)));

        Assert.Equal(4401, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_token_that_has_ended_has_its_socket_closed_with_4401()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        suite.Tenants.AddUser(tenant, "ada");
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        using var issued = await suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", key);
        var token = JsonSerializer.Deserialize<JsonElement>(await issued.Content.ReadAsStringAsync()).GetProperty("access_token").GetString();
        await using var client = await SocketClient.OpenAsync(suite);
        await client.HelloAsync(new { token });
        Assert.Equal("hello-ok", (await client.NextAsync()).GetProperty("type").GetString());

        var user = suite.Tenants.EndTokens(tenant, "ada");
        await suite.BroadcastAsync(tenant, new UserTokensRevoked("ada", user.TokensValidFrom!.Value));

        Assert.Equal(4401, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_gateway_that_is_stopped_ends_what_runs_first_and_closes_with_1001()
    {
        var held = new HeldCalls();
        await using var suite = await Suite.StartAsync(map: held.Map);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        await client.RequestAsync("1", "sessions.get", new { session_id = "held" });
        await Eventually.TrueAsync(() => Task.FromResult(held.Count == 1));

        suite.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await Eventually.TrueAsync(async () => (await client.CallAsync("2", "health")).CodeOf() == "SERVICE_STOPPING");
        held.Release();

        Assert.True((await client.AnswerAsync("1")).TryGetProperty("result", out var _));
        Assert.Equal(1001, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_socket_whose_client_is_gone_leaves_nothing_behind()
    {
        var held = new HeldCalls();
        await using var suite = await Suite.StartAsync(map: held.Map, settings: [("Limits:Tiers:professional:concurrent_requests", "1")]);
        var key = suite.Tenants.AddUserKey();
        var (client, _) = await SocketClient.GreetAsync(suite, key);
        await client.RequestAsync("1", "sessions.get", new { session_id = "held" });
        await Eventually.TrueAsync(() => Task.FromResult(held.Count == 1));

        client.Socket.Abort();

        await Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<OpenSockets>().Count == 0));
        await Eventually.TrueAsync(async () =>
        {
            using var response = await suite.GetAsync("/sessions", key);
            return response.IsSuccessStatusCode;
        });
    }
}
