using System.Net;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class ReadTenantTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Theory]
    [InlineData("no-such-tenant")]
    [InlineData("NOT%20AN%20ID")]
    [InlineData("a")]
    public async Task A_missing_tenant_and_an_impossible_id_get_the_same_answer(string id)
    {
        using var client = app.Operator;
        using var response = await client.GetAsync($"/tenants/{id}");
        var problem = await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        Assert.Equal("There is no such tenant.", problem.Text("detail"));
    }

    [Fact]
    public async Task The_list_of_tenants_is_paged_to_its_end()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await app.CreateTenantAsync());
        }

        using var client = app.Operator;
        var seen = new List<string>();
        var query = "?limit=2";
        while (true)
        {
            using var response = await client.GetAsync($"/tenants{query}");
            var page = await response.JsonAsync();
            var items = page.GetProperty("items").EnumerateArray().Select(tenant => tenant.Text("tenant_id")).ToList();
            Assert.InRange(items.Count, 1, 2);
            seen.AddRange(items);
            if (page.GetProperty("next_cursor").GetString() is not { } cursor)
            {
                break;
            }

            query = $"?limit=2&cursor={cursor}";
        }

        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(ids.Except(seen));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?cursor=%21", "cursor")]
    [InlineData("?cursor=AAAA", "cursor")]
    public async Task A_wrong_page_is_refused_by_name(string query, string field)
    {
        using var client = app.Operator;
        using var response = await client.GetAsync($"/tenants{query}");
        await response.AssertInvalidAsync(field);
    }

    [Fact]
    public async Task Members_see_their_own_tenant_as_the_current_one()
    {
        var mine = await app.CreateTenantAsync();
        foreach (var client in new[] { app.AdminOf(mine), app.UserOf(mine, "ada") })
        {
            using var response = await client.GetAsync("/tenants/current");
            Assert.Equal(mine, (await response.JsonAsync()).Text("tenant_id"));
        }
    }

    [Fact]
    public async Task A_member_of_a_tenant_that_does_not_exist_finds_none()
    {
        using var client = app.AdminOf(TestContexts.NewTenantId());
        using var response = await client.GetAsync("/tenants/current");
        await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Theory]
    [InlineData("ada", true)]
    [InlineData("bob", false)]
    [InlineData("Ada", false)]
    [InlineData("no%20id", false)]
    public async Task The_gateway_asks_whether_a_tenant_has_a_user(string user, bool exists)
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(tenant, "ada");
        await app.CreateUserAsync(other, "bob");
        using var client = app.Gateway;
        using var response = await client.GetAsync($"/internal/tenants/{tenant}/users/{user}");

        if (exists)
        {
            var snapshot = await response.JsonAsync();
            Assert.Equal((tenant, user), (snapshot.Text("tenant_id"), snapshot.Text("user_id")));
        }
        else
        {
            await response.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
        }
    }

    [Fact]
    public async Task The_gateway_reads_snapshots()
    {
        var id = await app.CreateTenantAsync("Asia/Tokyo");
        using var client = app.Gateway;
        using var found = await client.GetAsync($"/internal/tenants/{id}");
        var snapshot = await found.JsonAsync();
        Assert.Equal((id, "active", "basic", 1L, "Asia/Tokyo"), (snapshot.Text("tenant_id"), snapshot.Text("status"),
            snapshot.Text("tier"), snapshot.GetProperty("epoch").GetInt64(), snapshot.Text("time_zone")));

        using var missing = await client.GetAsync($"/internal/tenants/{TestContexts.NewTenantId()}");
        await missing.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }
}
