using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class DeleteTenantTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_tenant_is_deleted_and_told_of_once_however_often_and_from_whatever_status()
    {
        foreach (var before in new[] { "activate", "suspend" })
        {
            var tenant = await app.CreateTenantAsync();
            using var client = app.Operator;
            using var first = await client.PostAsync($"/tenants/{tenant}/{before}", null);

            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => DeleteAsync(tenant)));

            Assert.All(answers, status => Assert.Equal(HttpStatusCode.NoContent, status));
            var told = Assert.Single(await app.EventsAsync(tenant, "tenant.deleted.v1"));
            Assert.Equal((tenant, before == "suspend" ? 3 : 2), (told.GetProperty("data").Text("tenant_id"), told.GetProperty("data").GetProperty("epoch").GetInt64()));
        }
    }

    [Fact]
    public async Task Operators_still_see_it_alone_and_in_the_list()
    {
        var tenant = await DeletedAsync();
        using var client = app.Operator;

        Assert.Equal("deleted", (await client.GetFromJsonAsync<JsonElement>($"/tenants/{tenant}")).Text("status"));
        Assert.Equal("deleted", Assert.Single(await client.AllAsync("/tenants", limit: 200), shown => shown.Text("tenant_id") == tenant).Text("status"));
    }

    [Fact]
    public async Task Its_keys_users_and_state_are_not_there_for_the_gateway()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.Operator;
        using var issued = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "user", user_id = "ada" });
        var key = await issued.JsonAsync();
        using var before = await app.ResolveAsync(key.Text("key"));
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await DeleteAsync(tenant);

        using var resolved = await app.ResolveAsync(key.Text("key"));
        await resolved.AssertRefusedAsync(HttpStatusCode.NotFound, "CREDENTIAL_NOT_FOUND");
        using var gateway = app.Gateway;
        foreach (var (path, code) in new[]
        {
            ($"/internal/tenants/{tenant}", "TENANT_NOT_FOUND"),
            ($"/internal/tenants/{tenant}/users/ada", "USER_NOT_FOUND"),
            ($"/internal/tenants/{tenant}/keys/{key.Text("key_id")}", "KEY_NOT_FOUND"),
        })
        {
            using var response = await gateway.GetAsync(path);
            await response.AssertRefusedAsync(HttpStatusCode.NotFound, code);
        }

        using var ended = await gateway.PostAsync($"/internal/tenants/{tenant}/users/ada/tokens/end", null);
        await ended.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
    }

    [Fact]
    public async Task Nothing_changes_or_brings_it_back()
    {
        var tenant = await DeletedAsync();
        using var client = app.Operator;
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, "suspend", null), (HttpMethod.Post, "activate", null), (HttpMethod.Put, "tier", """{"tier":"free"}"""),
            (HttpMethod.Post, "keys", """{"role":"tenant_admin"}"""), (HttpMethod.Get, "keys", null), (HttpMethod.Delete, "keys/0123456789abcdef", null),
        })
        {
            using var request = new HttpRequestMessage(method, $"/tenants/{tenant}/{path}") { Content = body is null ? null : Http.Body(body) };
            using var response = await client.SendAsync(request);
            await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        }

        Assert.Equal("deleted", (await client.GetFromJsonAsync<JsonElement>($"/tenants/{tenant}")).Text("status"));
        Assert.Equal(2, Assert.Single(await app.EventsAsync(tenant, "tenant.deleted.v1")).GetProperty("epoch").GetInt64());
    }

    [Theory]
    [InlineData("Acme")]
    [InlineData("Another")]
    public async Task Its_id_is_not_given_again_to_the_same_or_another_tenant(string name)
    {
        var tenant = await DeletedAsync();
        using var client = app.Operator;
        using var again = await client.PostAsJsonAsync("/tenants", new { tenant_id = tenant, name, tier = "basic", time_zone = "Europe/Berlin" });
        await again.AssertRefusedAsync(HttpStatusCode.Conflict, "TENANT_EXISTS");
        Assert.Single(await app.EventsAsync(tenant, "tenant.created.v1"));
    }

    [Fact]
    public async Task A_member_whose_context_is_still_good_finds_no_tenant_and_creates_no_user()
    {
        var tenant = await DeletedAsync();
        using var admin = app.AdminOf(tenant);
        using var current = await admin.GetAsync("/tenants/current");
        using var created = await admin.PostAsJsonAsync("/users", new { user_id = "late" });

        await current.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        await created.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Theory]
    [InlineData("no-such-tenant")]
    [InlineData("NOT%20AN%20ID")]
    public async Task A_tenant_that_is_not_there_cannot_be_deleted(string id)
    {
        using var client = app.Operator;
        using var response = await client.DeleteAsync($"/tenants/{id}");
        await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Fact]
    public async Task Nobody_but_an_operator_deletes_a_tenant()
    {
        var tenant = await app.CreateTenantAsync();
        foreach (var client in new[] { app.AdminOf(tenant), app.UserOf(tenant, "ada"), app.Gateway })
        {
            using (client)
            using (var response = await client.DeleteAsync($"/tenants/{tenant}"))
            {
                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            }
        }

        Assert.Empty(await app.EventsAsync(tenant, "tenant.deleted.v1"));
    }

    private async Task<string> DeletedAsync()
    {
        var tenant = await app.CreateTenantAsync();
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(tenant));
        return tenant;
    }

    private async Task<HttpStatusCode> DeleteAsync(string tenant)
    {
        using var client = app.Operator;
        using var response = await client.DeleteAsync($"/tenants/{tenant}");
        return response.StatusCode;
    }
}
