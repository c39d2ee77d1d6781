using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Values;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Amounts that are a tenant's, a user's or a key's own.</summary>
public sealed class QuotaTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task What_an_operator_puts_is_in_the_snapshot_raises_the_epoch_and_is_told_with_it()
    {
        var tenant = await app.CreateTenantAsync();

        var put = await PutAsync(tenant, """{"quotas":{"sessions":7,"storage":0}}""");

        Assert.Equal((7, 0, 50_000, 7, 0), (put.GetProperty("quotas").GetProperty("sessions").GetInt64(), put.GetProperty("quotas").GetProperty("storage").GetInt64(),
            put.GetProperty("effective").GetProperty("tokens_per_day").GetInt64(), put.GetProperty("effective").GetProperty("sessions").GetInt64(), put.GetProperty("effective").GetProperty("storage").GetInt64()));
        Assert.Equal((50, 500), (put.GetProperty("plan").GetProperty("sessions").GetInt64(), put.GetProperty("plan").GetProperty("storage").GetInt64()));
        Assert.Equal(JsonValueKind.Null, put.GetProperty("quotas").GetProperty("agents").ValueKind);
        Assert.Equal(("storage=0;sessions=7", 2L), await SnapshotAsync(tenant));
        var told = Assert.Single(await app.EventsAsync(tenant, "tenant.config_updated.v1"));
        var data = told.GetProperty("data");
        Assert.Equal((tenant, "basic", 2), (told.Text("tenantid"), told.Text("plan"), told.GetProperty("epoch").GetInt64()));
        Assert.Equal((tenant, "active", "storage=0;sessions=7", 2), (data.Text("tenant_id"), data.Text("status"), data.Text("quotas"), data.GetProperty("epoch").GetInt64()));
        using var admin = app.AdminOf(tenant);
        Assert.True(JsonElement.DeepEquals(put, await admin.GetFromJsonAsync<JsonElement>($"/tenants/{tenant}/quotas")));
    }

    [Fact]
    public async Task Every_quota_there_is_can_be_put_and_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        var amounts = QuotaType.All.Select(static (quota, index) => (quota.Value, Amount: quota.Largest - index)).ToDictionary(static pair => pair.Value, static pair => pair.Amount);

        var put = await PutAsync(tenant, JsonSerializer.Serialize(new { quotas = amounts }));

        foreach (var shown in new[] { "quotas", "effective" })
        {
            Assert.Equal(amounts, put.GetProperty(shown).Deserialize<Dictionary<string, decimal>>());
        }
    }

    [Fact]
    public async Task What_is_put_takes_the_place_of_all_amounts_before_and_the_same_again_changes_nothing()
    {
        var tenant = await app.CreateTenantAsync();
        await PutAsync(tenant, """{"quotas":{"sessions":7,"agents":2}}""");
        await PutAsync(tenant, """{"quotas":{"agents":3,"sessions":null}}""");
        await PutAsync(tenant, """{"quotas":{"agents":3}}""");

        Assert.Equal(("agents=3", 3L), await SnapshotAsync(tenant));
        await PutAsync(tenant, """{"quotas":{}}""");
        Assert.Equal((null, 4L), await SnapshotAsync(tenant));
        Assert.Equal(3, (await app.EventsAsync(tenant, "tenant.config_updated.v1")).Count);
    }

    [Fact]
    public async Task Another_plan_leaves_own_amounts_standing()
    {
        var tenant = await app.CreateTenantAsync();
        await PutAsync(tenant, """{"quotas":{"sessions":7}}""");
        using var operators = app.Operator;
        using var changed = await operators.PutAsJsonAsync($"/tenants/{tenant}/tier", new { tier = "enterprise" });

        var shown = await operators.GetFromJsonAsync<JsonElement>($"/tenants/{tenant}/quotas");

        Assert.Equal(("enterprise", 7, 100), (shown.Text("tier"), shown.GetProperty("effective").GetProperty("sessions").GetInt64(), shown.GetProperty("effective").GetProperty("agents").GetInt64()));
        Assert.Equal(("sessions=7", 3L), await SnapshotAsync(tenant));
    }

    [Theory]
    [InlineData("""{}""", "quotas")]
    [InlineData("""{"quotas":null}""", "quotas")]
    [InlineData("""{"quotas":[]}""", "quotas")]
    [InlineData("""{"quotas":{"sessions":-1,"agents":1000000000001}}""", "quotas.sessions", "quotas.agents")]
    [InlineData("""{"quotas":{"sessions":1.5,"seats":3,"agents":-2,"storage":99999999999999999999,"plugins":"4"}}""", "quotas.sessions", "quotas.seats", "quotas.agents", "quotas.storage", "quotas.plugins")]
    [InlineData("""{"quotas":{"Sessions":1},"epoch":7}""", "quotas.Sessions", "epoch")]
    public async Task A_wrong_amount_is_refused_by_its_path_with_all_others_and_changes_nothing(string body, params string[] fields)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        foreach (var (client, path) in new[] { (app.Operator, $"/tenants/{tenant}/quotas"), (app.AdminOf(tenant), "/users/ada/quotas") })
        {
            using var response = await client.PutAsync(path, Http.Body(body));
            await response.AssertInvalidAsync(fields);
        }

        Assert.Equal((null, 1L), await SnapshotAsync(tenant));
    }

    [Fact]
    public async Task A_users_amounts_bind_within_the_tenants_and_reach_its_snapshot_and_its_keys()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var admin = app.AdminOf(tenant);
        using var response = await admin.PutAsync("/users/ada/quotas", Http.Body("""{"quotas":{"sessions":5,"agents":900}}"""));

        var put = await response.JsonAsync();

        Assert.Equal((5, 900), (put.GetProperty("quotas").GetProperty("sessions").GetInt64(), put.GetProperty("quotas").GetProperty("agents").GetInt64()));
        Assert.Equal((5, 3, 50), (put.GetProperty("effective").GetProperty("sessions").GetInt64(), put.GetProperty("effective").GetProperty("agents").GetInt64(), put.GetProperty("tenant").GetProperty("sessions").GetInt64()));
        Assert.True(JsonElement.DeepEquals(put, await admin.GetFromJsonAsync<JsonElement>("/users/ada/quotas")));
        using var gateway = app.Gateway;
        Assert.Equal("agents=900;sessions=5", (await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{tenant}/users/ada")).Text("quotas"));
        Assert.Equal((null, 2L), await SnapshotAsync(tenant));
        Assert.Single(await app.EventsAsync(tenant, "tenant.config_updated.v1"));

        using var operators = app.Operator;
        await PutAsync(tenant, """{"quotas":{"plugins":4}}""");
        using var issued = await operators.PostAsync($"/tenants/{tenant}/keys", Http.Body("""{"role":"user","user_id":"ada","quotas":{"sessions":9,"tokens_per_day":100}}"""));
        var key = await issued.JsonAsync();
        Assert.Equal((5, 100, 4), (key.GetProperty("effective").GetProperty("sessions").GetInt64(), key.GetProperty("effective").GetProperty("tokens_per_day").GetInt64(), key.GetProperty("effective").GetProperty("plugins").GetInt64()));
        using var resolved = await app.ResolveAsync(key.Text("key"));
        var credential = await resolved.JsonAsync();
        Assert.Equal(("plugins=4", "agents=900;sessions=5", "tokens_per_day=100;sessions=9"),
            (credential.GetProperty("tenant").Text("quotas"), credential.Text("user_quotas"), credential.Text("key_quotas")));
        Assert.Equal("tokens_per_day=100;sessions=9", (await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{tenant}/keys/{key.Text("key_id")}")).Text("quotas"));
    }

    [Fact]
    public async Task A_keys_wrong_amounts_are_refused_by_path_and_no_key_is_issued()
    {
        var tenant = await app.CreateTenantAsync();
        using var operators = app.Operator;
        using var refused = await operators.PostAsync($"/tenants/{tenant}/keys", Http.Body("""{"role":"king","quotas":{"sessions":-1,"seats":2}}"""));
        await refused.AssertInvalidAsync("role", "quotas.sessions", "quotas.seats");
        Assert.Empty(await operators.AllAsync($"/tenants/{tenant}/keys"));
    }

    [Fact]
    public async Task Nobody_reaches_amounts_of_a_foreign_tenant_or_user_and_only_an_operator_puts_a_tenants()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(other, "eve");
        using var admin = app.AdminOf(mine);
        foreach (var path in new[] { $"/tenants/{other}/quotas", "/tenants/no-such-tenant/quotas" })
        {
            using var foreign = await admin.GetAsync(path);
            await foreign.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        }

        foreach (var user in new[] { "eve", "nobody", "no%20id" })
        {
            using var read = await admin.GetAsync($"/users/{user}/quotas");
            await read.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
            using var put = await admin.PutAsync($"/users/{user}/quotas", Http.Body("""{"quotas":{"agents":1}}"""));
            await put.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
        }

        using var own = await admin.PutAsync($"/tenants/{mine}/quotas", Http.Body("""{"quotas":{"agents":99}}"""));
        await own.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        using var operators = app.Operator;
        using var missing = await operators.PutAsync("/tenants/no-such-tenant/quotas", Http.Body("""{"quotas":{}}"""));
        await missing.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        using var user2 = app.UserOf(mine, "ada");
        using var users = await user2.GetAsync("/users/ada/quotas");
        await users.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task Changes_at_the_same_time_each_have_an_epoch_and_none_of_them_is_lost()
    {
        var tenant = await app.CreateTenantAsync();
        string[] users = ["ada", "bob", "cyd"];
        foreach (var user in users)
        {
            await app.CreateUserAsync(tenant, user);
        }

        using var admin = app.AdminOf(tenant);
        await Task.WhenAll(users.Select(async user =>
        {
            using var put = await admin.PutAsync($"/users/{user}/quotas", Http.Body("""{"quotas":{"agents":1}}"""));
            put.EnsureSuccessStatusCode();
        }).Append(PutAsync(tenant, """{"quotas":{"sessions":8}}""")));

        Assert.Equal(("sessions=8", 5L), await SnapshotAsync(tenant));
        Assert.Equal([2L, 3L, 4L, 5L], (await app.EventsAsync(tenant, "tenant.config_updated.v1")).Select(static told => told.GetProperty("data").GetProperty("epoch").GetInt64()));
    }

    private async Task<JsonElement> PutAsync(string tenant, string body)
    {
        using var client = app.Operator;
        using var response = await client.PutAsync($"/tenants/{tenant}/quotas", Http.Body(body));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    private async Task<(string? Quotas, long Epoch)> SnapshotAsync(string tenant)
    {
        using var gateway = app.Gateway;
        var snapshot = await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{tenant}");
        return (snapshot.GetProperty("quotas").GetString(), snapshot.GetProperty("epoch").GetInt64());
    }
}
