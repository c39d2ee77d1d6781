using System.Net;
using System.Net.Http.Json;

namespace Nanobot.Services.Tenants.Tests;

public sealed class ChangeTierTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_new_tier_is_shown_to_everybody_and_told_once_with_what_it_was()
    {
        var tenant = await app.CreateTenantAsync();

        Assert.Equal("enterprise", await ChangeAsync(tenant, "enterprise"));
        Assert.Equal("enterprise", await ChangeAsync(tenant, "enterprise"));

        Assert.Equal(("enterprise", "active", 2), await SnapshotAsync(tenant));
        var told = Assert.Single(await app.EventsAsync(tenant, "tenant.tier_changed.v1"));
        Assert.Equal((tenant, "enterprise", 2), (told.Text("tenantid"), told.Text("plan"), told.GetProperty("epoch").GetInt64()));
        var data = told.GetProperty("data");
        Assert.Equal((tenant, "enterprise", "basic", "active", 2),
            (data.Text("tenant_id"), data.Text("tier"), data.Text("previous_tier"), data.Text("status"), data.GetProperty("epoch").GetInt64()));
    }

    [Fact]
    public async Task The_tier_that_a_tenant_has_changes_nothing()
    {
        var tenant = await app.CreateTenantAsync();

        Assert.Equal("basic", await ChangeAsync(tenant, "basic"));

        Assert.Equal(("basic", "active", 1), await SnapshotAsync(tenant));
        Assert.Empty(await app.EventsAsync(tenant, "tenant.tier_changed.v1"));
    }

    [Fact]
    public async Task A_suspended_tenant_changes_its_tier_and_stays_suspended()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        using var suspended = await client.PostAsync($"/tenants/{tenant}/suspend", null);

        await ChangeAsync(tenant, "free");

        Assert.Equal(("free", "suspended", 3), await SnapshotAsync(tenant));
        Assert.Equal("suspended", Assert.Single(await app.EventsAsync(tenant, "tenant.tier_changed.v1")).GetProperty("data").Text("status"));
    }

    [Fact]
    public async Task Changes_at_the_same_time_follow_each_other_and_each_tells_what_it_found()
    {
        var tenant = await app.CreateTenantAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => ChangeAsync(tenant, turn % 2 == 0 ? "free" : "enterprise")));

        var told = (await app.EventsAsync(tenant, "tenant.tier_changed.v1")).ConvertAll(static told => told.GetProperty("data"));
        Assert.NotEmpty(told);
        Assert.Equal(Enumerable.Range(2, told.Count).Select(static epoch => (long)epoch), told.Select(static data => data.GetProperty("epoch").GetInt64()));
        Assert.Equal(told.Select(static data => data.Text("tier")).Prepend("basic").SkipLast(1), told.Select(static data => data.Text("previous_tier")));
        Assert.Equal((told[^1].Text("tier"), "active", told.Count + 1), await SnapshotAsync(tenant));
    }

    [Theory]
    [InlineData("""{"tier":"gold"}""", "tier")]
    [InlineData("""{"tier":"Basic"}""", "tier")]
    [InlineData("""{"tier":null}""", "tier")]
    [InlineData("""{"tier":3}""", "tier")]
    [InlineData("{}", "tier")]
    [InlineData("""{"tier":"free","epoch":7}""", "epoch")]
    public async Task A_wrong_body_is_refused_by_its_field_and_changes_nothing(string body, string field)
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        using var response = await client.PutAsync($"/tenants/{tenant}/tier", Http.Body(body));
        await response.AssertInvalidAsync(field);
        Assert.Equal(("basic", "active", 1), await SnapshotAsync(tenant));
    }

    [Theory]
    [InlineData("no-such-tenant")]
    [InlineData("NOT%20AN%20ID")]
    public async Task A_tenant_that_is_not_there_has_no_tier(string id)
    {
        using var client = app.Operator;
        using var response = await client.PutAsJsonAsync($"/tenants/{id}/tier", new { tier = "free" });
        await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Fact]
    public async Task Nobody_but_an_operator_changes_a_tier()
    {
        var tenant = await app.CreateTenantAsync();
        foreach (var client in new[] { app.AdminOf(tenant), app.UserOf(tenant, "ada"), app.Gateway })
        {
            using (client)
            using (var response = await client.PutAsJsonAsync($"/tenants/{tenant}/tier", new { tier = "enterprise" }))
            {
                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            }
        }

        Assert.Equal(("basic", "active", 1), await SnapshotAsync(tenant));
    }

    private async Task<string> ChangeAsync(string tenant, string tier)
    {
        using var client = app.Operator;
        using var response = await client.PutAsJsonAsync($"/tenants/{tenant}/tier", new { tier });
        response.EnsureSuccessStatusCode();
        return (await response.JsonAsync()).Text("tier");
    }

    private async Task<(string Tier, string Status, long Epoch)> SnapshotAsync(string tenant)
    {
        using var gateway = app.Gateway;
        var snapshot = await gateway.GetFromJsonAsync<System.Text.Json.JsonElement>($"/internal/tenants/{tenant}");
        return (snapshot.Text("tier"), snapshot.Text("status"), snapshot.GetProperty("epoch").GetInt64());
    }
}
