using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class KeyScopeTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task What_a_key_reaches_is_kept_and_told_to_gateways_that_go_by_it_and_to_no_other()
    {
        var tenant = await app.CreateTenantAsync();
        var key = await IssueAsync(app.Operator, tenant, new { role = "tenant_admin", scopes = new[] { "users.list", "tenants.*" } });

        using var told = await app.ResolveAsync(key.Text("key"), goesByScopes: true);
        using var earlier = await app.ResolveAsync(key.Text("key"));

        Assert.Equal("""["users.list","tenants.*"]""", key.GetProperty("scopes").ToString());
        Assert.Equal("""["users.list","tenants.*"]""", (await told.JsonAsync()).GetProperty("scopes").ToString());
        // A gateway of the version before would let it do everything.
        await earlier.AssertRefusedAsync(HttpStatusCode.NotFound, "CREDENTIAL_NOT_FOUND");
    }

    [Fact]
    public async Task Each_scope_that_reaches_nothing_of_the_role_is_named_by_its_index()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.Operator;

        using var response = await client.PostAsJsonAsync($"/tenants/{tenant}/keys",
            new { role = "user", user_id = "ada", scopes = new[] { "chat.send", "users.create", "reports.*", "tenants.suspend", "internal.*", "", "*", "nothing" } });

        await response.AssertInvalidAsync("scopes[1]", "scopes[3]", "scopes[4]", "scopes[5]", "scopes[7]");
    }

    [Fact]
    public async Task An_administrator_with_a_user_of_its_own_may_have_that_users_operations_among_its_scopes()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.Operator;
        using var with = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "tenant_admin", user_id = "ada", scopes = new[] { "chat.send" } });
        using var without = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "tenant_admin", scopes = new[] { "chat.send" } });

        Assert.Equal(HttpStatusCode.Created, with.StatusCode);
        await without.AssertInvalidAsync("scopes[0]");
    }

    [Fact]
    public async Task An_administrator_issues_keys_for_its_own_tenants_users_and_no_others()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(mine, "ada");
        await app.CreateUserAsync(other, "eve");
        using var admin = app.AdminOf(mine);

        await IssueAsync(app.AdminOf(mine), mine, new { role = "user", user_id = "ada" });
        using var asAdmin = await admin.PostAsJsonAsync($"/tenants/{mine}/keys", new { role = "tenant_admin" });
        using var foreign = await admin.PostAsJsonAsync($"/tenants/{other}/keys", new { role = "user", user_id = "eve" });
        using var foreignUser = await admin.PostAsJsonAsync($"/tenants/{mine}/keys", new { role = "user", user_id = "eve" });
        using var foreignList = await admin.GetAsync($"/tenants/{other}/keys");

        await asAdmin.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await foreign.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        await foreignUser.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
        await foreignList.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Theory]
    [InlineData("""["chat.send"]""", true)]
    [InlineData("""["reports.get","reports.l*"]""", true)]
    [InlineData("""["reports.*"]""", true)]
    [InlineData("""["*"]""", false)]
    [InlineData("""["r*"]""", false)]
    [InlineData("""["chat.send","sessions.list"]""", false)]
    [InlineData("null", false)]
    public async Task A_key_with_scopes_issues_none_that_reaches_further(string scopes, bool mayIssue)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var scoped = await ScopedAdminAsync(tenant, "tenants.keys.*", "chat.send", "reports.*");

        using var response = await scoped.PostAsync($"/tenants/{tenant}/keys", Http.Body($$"""{"role":"user","user_id":"ada","scopes":{{scopes}}}"""));

        Assert.Equal(mayIssue ? HttpStatusCode.Created : HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_key_with_scopes_rotates_none_that_reaches_further_and_an_administrator_no_other_administrators()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        var wide = await IssueAsync(app.Operator, tenant, new { role = "user", user_id = "ada" });
        var narrow = await IssueAsync(app.Operator, tenant, new { role = "user", user_id = "ada", scopes = new[] { "chat.send" } });
        var another = await IssueAsync(app.Operator, tenant, new { role = "tenant_admin" });
        using var scoped = await ScopedAdminAsync(tenant, "tenants.keys.*", "chat.send");
        using var admin = app.AdminOf(tenant);

        await RefusedAsync(scoped, wide, "rotate");
        await RefusedAsync(admin, another, "rotate");
        using var revoked = await admin.DeleteAsync($"/tenants/{tenant}/keys/{another.Text("key_id")}");
        await revoked.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        using var rotated = await scoped.PostAsync($"/tenants/{tenant}/keys/{narrow.Text("key_id")}/rotate", null);
        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);

        async Task RefusedAsync(HttpClient client, JsonElement key, string what)
        {
            using var response = await client.PostAsync($"/tenants/{tenant}/keys/{key.Text("key_id")}/{what}", null);
            await response.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        }
    }

    [Fact]
    public async Task The_last_use_that_gateways_tell_of_is_shown()
    {
        var tenant = await app.CreateTenantAsync();
        var key = await IssueAsync(app.Operator, tenant, new { role = "tenant_admin" });
        var at = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 100);
        using var gateway = app.Gateway;

        await TellAsync(at);
        await TellAsync(at.AddSeconds(-50));
        Assert.Equal(at, await ShownAsync());
        // A clock that is ahead.
        await TellAsync(at.AddDays(1));
        Assert.InRange((await ShownAsync()) - at, TimeSpan.FromSeconds(99), TimeSpan.FromMinutes(10));

        async Task TellAsync(DateTimeOffset used)
        {
            using var response = await gateway.PostAsJsonAsync("/internal/keys/used", new
            {
                uses = new[] { new { tenant_id = tenant, key_id = key.Text("key_id"), used_at = used }, new { tenant_id = "none", key_id = "0123456789abcdef", used_at = used } },
            });
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        async Task<DateTimeOffset> ShownAsync()
        {
            using var client = app.Operator;
            using var list = await client.GetAsync($"/tenants/{tenant}/keys");
            return (await list.JsonAsync()).GetProperty("items")[0].GetProperty("last_used_at").GetDateTimeOffset();
        }
    }

    private async Task<HttpClient> ScopedAdminAsync(string tenant, params string[] scopes)
    {
        var key = await IssueAsync(app.Operator, tenant, new { role = "tenant_admin", user_id = "ada", scopes });
        return app.ClientFor(TestContexts.Of(tenant, "ada", TenantRole.TenantAdmin, "basic", 1, key.Text("key_id")));
    }

    private static async Task<JsonElement> IssueAsync(HttpClient client, string tenant, object request)
    {
        using (client)
        {
            using var response = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", request);
            Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
            return await response.JsonAsync();
        }
    }
}
