using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>A credential that ends on an open socket ends it, and what runs on it.</summary>
public sealed class ExpiryTests
{
    // How far clocks of issuers may be apart, and how long a socket may go on.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5 + 2);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HeldCalls _held = new();

    [Fact]
    public async Task A_token_that_expires_closes_its_socket_with_4401_while_a_call_of_it_runs()
    {
        await using var suite = await Suite.StartAsync(_clock, _held.Map);
        var tenant = suite.Tenants.AddTenant();
        suite.Tenants.AddUser(tenant, "ada");
        using var issued = await suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", suite.Tenants.AddKey(TenantRole.User, tenant, "ada"), JsonContent.Create(new { expires_in = 60 }));
        var token = (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        await using var client = await SocketClient.OpenAsync(suite);
        await client.HelloAsync(new { token });
        Assert.Equal("hello-ok", (await client.NextAsync()).GetProperty("type").GetString());

        await AssertEndsAsync(client, TimeSpan.FromSeconds(60), AtMost);
    }

    [Fact]
    public async Task A_key_that_was_replaced_closes_its_socket_with_4401_when_it_ends_while_a_call_of_it_runs()
    {
        await using var suite = await Suite.StartAsync(_clock, _held.Map);
        var key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(), "ada", _clock.GetUtcNow().AddSeconds(20));
        var (client, _) = await SocketClient.GreetAsync(suite, key);
        await using var __ = client;

        await AssertEndsAsync(client, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_key_that_is_revoked_closes_its_socket_with_4401_and_ends_what_runs_on_it()
    {
        await using var suite = await Suite.StartAsync(map: _held.Map);
        var tenant = suite.Tenants.AddTenant(quotas: "concurrent_requests=1");
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var (client, _) = await SocketClient.GreetAsync(suite, key);
        await using var __ = client;
        await client.RequestAsync("1", "sessions.get", new { session_id = "held" });
        await Eventually.TrueAsync(() => Task.FromResult(_held.Count == 1));

        suite.Tenants.RemoveKey(key);
        await suite.BroadcastAsync(tenant, new ApiKeyRevoked(TenantsStub.IdOf(key), TenantsStub.Hash(key)));

        Assert.Equal(4401, await client.CloseCodeAsync());
        Assert.Equal("AUTHENTICATION_REQUIRED", (await client.NextAsync()).CodeOf());
        var other = suite.Tenants.AddKey(TenantRole.User, tenant, "bob");
        await Eventually.TrueAsync(async () =>
        {
            using var response = await suite.GetAsync("/sessions", other);
            return response.IsSuccessStatusCode;
        });
    }

    private async Task AssertEndsAsync(SocketClient client, TimeSpan after, TimeSpan atMost)
    {
        await client.RequestAsync("1", "sessions.get", new { session_id = "held" });
        await Eventually.TrueAsync(() => Task.FromResult(_held.Count == 1));
        _clock.Advance(after - TimeSpan.FromSeconds(1));
        Assert.True((await client.CallAsync("2", "sessions.list")).TryGetProperty("result", out var _));

        _clock.Advance(TimeSpan.FromSeconds(1) + atMost);

        Assert.Equal(4401, await client.CloseCodeAsync());
        Assert.Equal("AUTHENTICATION_REQUIRED", (await client.NextAsync()).CodeOf());
    }
}
