using System.Net;
using Nanobot.Contracts;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Events;

public sealed class SuspensionTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private readonly Suite _suite = fixture.Suite;

    [Fact]
    public async Task A_suspended_tenant_is_refused_at_once_and_an_activated_one_let_through_while_others_go_on()
    {
        var (tenant, other) = (_suite.Tenants.AddTenant(), _suite.Tenants.AddTenant());
        var (key, others) = (_suite.Tenants.AddKey(TenantRole.User, tenant, "ada"), _suite.Tenants.AddKey(TenantRole.User, other, "ada"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(others));

        // The tenants module would still call it active, as it would for a look-up that began before.
        await ChangeUntilAsync(tenant, new TenantSuspended(tenant, 2), key, HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(others));

        await ChangeUntilAsync(tenant, new TenantActivated(tenant, 3), key, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_that_comes_late_changes_nothing()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        await ChangeUntilAsync(tenant, new TenantSuspended(tenant, 4), key, HttpStatusCode.Forbidden);

        await _suite.BroadcastAsync(tenant, new TenantActivated(tenant, 3));
        await ChangeUntilAsync(tenant, new TenantSuspended(tenant, 5), key, HttpStatusCode.Forbidden);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
    }

    // The listener hears what comes after its start, so the first change may have to be said again.
    private Task ChangeUntilAsync<TEvent>(string tenant, TEvent change, string key, HttpStatusCode expected)
        where TEvent : IIntegrationEvent<TEvent> => Eventually.TrueAsync(async () =>
    {
        await _suite.BroadcastAsync(tenant, change);
        return await StatusAsync(key) == expected;
    });

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await _suite.GetAsync("/sessions", key);
        return response.StatusCode;
    }
}
