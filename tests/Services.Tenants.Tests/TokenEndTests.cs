using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>What the gateway asks about tokens: whether their key is good, and from when on a user's tokens count.</summary>
public sealed class TokenEndTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_users_tokens_end_with_the_second_in_which_that_is_asked_for_and_the_event_says_so()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        Assert.Equal(JsonValueKind.Null, (await SnapshotAsync(tenant, "ada")).GetProperty("tokens_valid_from").ValueKind);
        var before = DateTimeOffset.UtcNow;

        using var client = app.Gateway;
        using var ended = await client.PostAsync($"/internal/tenants/{tenant}/users/ada/tokens/end", null);

        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        var from = (await ended.JsonAsync()).GetProperty("tokens_valid_from").GetDateTimeOffset();
        Assert.Equal(0, from.Ticks % TimeSpan.TicksPerSecond);
        Assert.True(from > before && from <= DateTimeOffset.UtcNow.AddSeconds(1), $"{from:O} is not the second after {before:O}");
        Assert.Equal(from, (await SnapshotAsync(tenant, "ada")).GetProperty("tokens_valid_from").GetDateTimeOffset());
        var told = Assert.Single(await app.EventsAsync(tenant, "user.tokens_revoked.v1"));
        Assert.Equal(("ada", "user"), (told.Text("user_id"), told.Text("role")));
        var data = told.GetProperty("data");
        Assert.Equal(("ada", from), (data.Text("user_id"), data.GetProperty("valid_from").GetDateTimeOffset()));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("bob")]
    [InlineData("no%20id")]
    public async Task A_user_that_the_tenant_does_not_have_is_not_found_and_nothing_is_told(string user)
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(other, "bob");
        using var client = app.Gateway;
        using var response = await client.PostAsync($"/internal/tenants/{tenant}/users/{user}/tokens/end", null);

        await response.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
        Assert.Equal(JsonValueKind.Null, (await SnapshotAsync(other, "bob")).GetProperty("tokens_valid_from").ValueKind);
        Assert.Empty(await app.EventsAsync(tenant, "user.tokens_revoked.v1"));
    }

    [Fact]
    public async Task A_key_is_found_by_its_id_in_its_tenant_until_it_is_revoked()
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        using var operators = app.Operator;
        using var issued = await operators.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "tenant_admin", expires_in = 3600 });
        var key = await issued.JsonAsync();
        var id = key.Text("key_id");
        using var client = app.Gateway;

        using var found = await client.GetAsync($"/internal/tenants/{tenant}/keys/{id}");
        using var foreign = await client.GetAsync($"/internal/tenants/{other}/keys/{id}");
        using var revoked = await operators.DeleteAsync($"/tenants/{tenant}/keys/{id}");
        using var gone = await client.GetAsync($"/internal/tenants/{tenant}/keys/{id}");

        var snapshot = await found.JsonAsync();
        Assert.Equal((tenant, id, key.Text("expires_at")), (snapshot.Text("tenant_id"), snapshot.Text("key_id"), snapshot.Text("expires_at")));
        await foreign.AssertRefusedAsync(HttpStatusCode.NotFound, "KEY_NOT_FOUND");
        await gone.AssertRefusedAsync(HttpStatusCode.NotFound, "KEY_NOT_FOUND");
    }

    private async Task<JsonElement> SnapshotAsync(string tenant, string user)
    {
        using var client = app.Gateway;
        using var response = await client.GetAsync($"/internal/tenants/{tenant}/users/{user}");
        return await response.JsonAsync();
    }
}
