using System.Net;
using System.Net.Http.Json;

namespace Nanobot.Services.Tenants.Tests;

public sealed class ChangeStatusTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_suspended_tenant_is_suspended_for_the_gateway_until_it_is_activated()
    {
        var tenant = await app.CreateTenantAsync();

        Assert.Equal("suspended", await ChangeAsync(tenant, "suspend"));
        Assert.Equal(("suspended", 2), await SnapshotAsync(tenant));
        Assert.Equal("active", await ChangeAsync(tenant, "activate"));
        Assert.Equal(("active", 3), await SnapshotAsync(tenant));
    }

    [Fact]
    public async Task Each_change_has_its_event_and_saying_it_again_has_none()
    {
        var tenant = await app.CreateTenantAsync();
        foreach (var change in new[] { "activate", "suspend", "suspend", "activate", "activate" })
        {
            await ChangeAsync(tenant, change);
        }

        var suspended = Assert.Single(await app.EventsAsync(tenant, "tenant.suspended.v1"));
        Assert.Equal((tenant, 2), (suspended.GetProperty("data").Text("tenant_id"), suspended.GetProperty("data").GetProperty("epoch").GetInt64()));
        var activated = Assert.Single(await app.EventsAsync(tenant, "tenant.activated.v1"));
        Assert.Equal(3, activated.GetProperty("data").GetProperty("epoch").GetInt64());
    }

    [Fact]
    public async Task Suspending_at_the_same_time_changes_once()
    {
        var tenant = await app.CreateTenantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ChangeAsync(tenant, "suspend")));

        Assert.All(answers, status => Assert.Equal("suspended", status));
        Assert.Equal(("suspended", 2), await SnapshotAsync(tenant));
    }

    [Theory]
    [InlineData("no-such-tenant", "suspend")]
    [InlineData("no-such-tenant", "activate")]
    [InlineData("NOT%20AN%20ID", "suspend")]
    public async Task A_tenant_that_is_not_there_cannot_be_changed(string id, string change)
    {
        using var client = app.Operator;
        using var response = await client.PostAsync($"/tenants/{id}/{change}", null);
        await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("activate")]
    public async Task Nobody_but_an_operator_changes_a_tenant(string change)
    {
        var tenant = await app.CreateTenantAsync();
        foreach (var client in new[] { app.AdminOf(tenant), app.UserOf(tenant, "ada"), app.Gateway })
        {
            using (client)
            using (var response = await client.PostAsync($"/tenants/{tenant}/{change}", null))
            {
                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            }
        }

        Assert.Equal(("active", 1), await SnapshotAsync(tenant));
    }

    private async Task<string> ChangeAsync(string tenant, string change)
    {
        using var client = app.Operator;
        using var response = await client.PostAsync($"/tenants/{tenant}/{change}", null);
        response.EnsureSuccessStatusCode();
        return (await response.JsonAsync()).Text("status");
    }

    private async Task<(string Status, long Epoch)> SnapshotAsync(string tenant)
    {
        using var gateway = app.Gateway;
        var snapshot = await gateway.GetFromJsonAsync<System.Text.Json.JsonElement>($"/internal/tenants/{tenant}");
        return (snapshot.Text("status"), snapshot.GetProperty("epoch").GetInt64());
    }
}
