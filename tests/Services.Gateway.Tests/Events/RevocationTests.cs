using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Events;

public sealed class RevocationTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private readonly Suite _suite = fixture.Suite;

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_while_others_go_on()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var other = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));

        // The tenants module would still find it, as it would for a look-up that began before.
        await RevokeUntilAsync(tenant, key, HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));
    }

    [Fact]
    public async Task A_revocation_that_is_not_genuine_changes_nothing()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var control = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        await _suite.BroadcastAsync(tenant, Revoked(key), "forged.context");
        await RevokeUntilAsync(tenant, control, HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
    }

    [Fact]
    public async Task Without_Redis_the_gateway_works_and_says_that_it_is_degraded()
    {
        await using var alone = await Suite.StartAsync(settings: ("ConnectionStrings:cache", "127.0.0.1:1,password=x"));

        using var response = await alone.GetAsync("/sessions", alone.Tenants.AddUserKey());
        using var health = await alone.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal("degraded", JsonDocument.Parse(await health.Content.ReadAsStringAsync()).RootElement.GetProperty("services").GetProperty("gateway").GetString());
    }

    // The listener hears what comes after its start, so the first revocation may have to be said again.
    private Task RevokeUntilAsync(string tenant, string key, HttpStatusCode expected) => Eventually.TrueAsync(async () =>
    {
        await _suite.BroadcastAsync(tenant, Revoked(key));
        return await StatusAsync(key) == expected;
    });

    private static ApiKeyRevoked Revoked(string key) => new("k", TenantsStub.Hash(key));

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await _suite.GetAsync("/sessions", key);
        return response.StatusCode;
    }
}
