using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Events;

public sealed class DeletedTenantTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private readonly Suite _suite = fixture.Suite;

    [Fact]
    public async Task A_deleted_tenants_key_and_token_are_answered_like_unknown_ones_at_once()
    {
        var tenant = _suite.Tenants.AddTenant();
        _suite.Tenants.AddUser(tenant, "ada");
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        using var issued = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", key);
        var token = (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        using (var before = await _suite.GetWithTokenAsync("/sessions", token))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        // The tenants module would still call it active, as it would for a look-up that began before.
        await Eventually.TrueAsync(async () =>
        {
            await _suite.BroadcastAsync(tenant, new TenantDeleted(tenant, 2));
            using var response = await _suite.GetAsync("/sessions", key);
            return response.StatusCode == HttpStatusCode.Unauthorized;
        });

        using var unknown = await _suite.GetAsync("/sessions", TenantsStub.NewKey());
        using var deleted = await _suite.GetAsync("/sessions", key);
        using var byToken = await _suite.GetWithTokenAsync("/sessions", token);
        foreach (var response in new[] { unknown, deleted, byToken })
        {
            await Problem.AssertAsync(response, HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
            Assert.Equal(unknown.Headers.WwwAuthenticate.ToString(), response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task One_that_is_deleted_is_not_brought_back_by_what_is_told_late()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        await Eventually.TrueAsync(async () =>
        {
            await _suite.BroadcastAsync(tenant, new TenantDeleted(tenant, 4));
            return await StatusAsync(key) == HttpStatusCode.Unauthorized;
        });
        var other = _suite.Tenants.AddTenant("suspended");
        var others = _suite.Tenants.AddKey(TenantRole.User, other, "ada");

        await _suite.BroadcastAsync(tenant, new TenantActivated(tenant, 3));
        await _suite.BroadcastAsync(other, new TenantActivated(other, 3));
        await Eventually.TrueAsync(async () => await StatusAsync(others) == HttpStatusCode.OK);

        // Whoever has heard what was told after it has heard it.
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await _suite.GetAsync("/sessions", key);
        return response.StatusCode;
    }
}
