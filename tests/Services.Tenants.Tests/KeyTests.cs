using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Tenants.Tests;

public sealed class KeyTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task An_issued_key_resolves_to_its_tenant_and_role()
    {
        var tenant = await app.CreateTenantAsync("Asia/Tokyo");
        var key = await IssueAsync(tenant, new { role = "tenant_admin" });
        Assert.Matches(new Regex("^nbk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$"), key.Text("key"));
        Assert.StartsWith($"nbk_{key.Text("key_id")}_", key.Text("key"), StringComparison.Ordinal);
        Assert.Equal(("tenant_admin", JsonValueKind.Null, JsonValueKind.Null),
            (key.Text("role"), key.GetProperty("user_id").ValueKind, key.GetProperty("expires_at").ValueKind));

        using var response = await app.ResolveAsync(key.Text("key"));
        var credential = await response.JsonAsync();
        Assert.Equal((key.Text("key_id"), "tenant_admin"), (credential.Text("key_id"), credential.Text("role")));
        var snapshot = credential.GetProperty("tenant");
        Assert.Equal((tenant, "active", "basic", 1L, "Asia/Tokyo"), (snapshot.Text("tenant_id"), snapshot.Text("status"),
            snapshot.Text("tier"), snapshot.GetProperty("epoch").GetInt64(), snapshot.Text("time_zone")));
    }

    [Fact]
    public async Task A_users_key_resolves_to_that_user()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        var key = await IssueAsync(tenant, new { role = "user", user_id = "ada", expires_in = 3600 });
        Assert.Equal(TimeSpan.FromHours(1), key.GetProperty("expires_at").GetDateTimeOffset() - key.GetProperty("created_at").GetDateTimeOffset());

        using var response = await app.ResolveAsync(key.Text("key"));
        var credential = await response.JsonAsync();
        Assert.Equal(("user", "ada", key.Text("expires_at")), (credential.Text("role"), credential.Text("user_id"), credential.Text("expires_at")));
    }

    [Fact]
    public async Task Only_the_hash_of_a_key_is_stored_and_no_list_shows_it()
    {
        var tenant = await app.CreateTenantAsync();
        var keys = new List<JsonElement>();
        for (var i = 0; i < 3; i++)
        {
            keys.Add(await IssueAsync(tenant, new { role = "tenant_admin" }));
        }

        using var client = app.Operator;
        using var first = await client.GetAsync($"/tenants/{tenant}/keys?limit=2");
        var page = await first.JsonAsync();
        using var second = await client.GetAsync($"/tenants/{tenant}/keys?limit=2&cursor={page.Text("next_cursor")}");
        var listed = page.GetProperty("items").EnumerateArray().Concat((await second.JsonAsync()).GetProperty("items").EnumerateArray()).ToList();
        Assert.Equal(keys.Select(key => key.Text("key_id")).Order(), listed.Select(key => key.Text("key_id")));
        Assert.All(listed, key => Assert.Equal(["attributes", "created_at", "expires_at", "key_id", "last_used_at", "quotas", "replaced_by", "role", "scopes", "user_id"], key.EnumerateObject().Select(member => member.Name).Order()));

        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("select k::text, k.key_hash from api_keys k where key_id = $1");
        command.Parameters.AddWithValue(keys[0].Text("key_id"));
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.DoesNotContain(keys[0].Text("key")[21..], reader.GetString(0), StringComparison.Ordinal);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(keys[0].Text("key"))), reader.GetFieldValue<byte[]>(1));
    }

    [Fact]
    public async Task A_revoked_key_is_found_no_more()
    {
        var tenant = await app.CreateTenantAsync();
        var key = await IssueAsync(tenant, new { role = "tenant_admin" });
        using var client = app.Operator;
        using var revoked = await client.DeleteAsync($"/tenants/{tenant}/keys/{key.Text("key_id")}");
        using var again = await client.DeleteAsync($"/tenants/{tenant}/keys/{key.Text("key_id")}");
        using var resolved = await app.ResolveAsync(key.Text("key"));

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await again.AssertRefusedAsync(HttpStatusCode.NotFound, "KEY_NOT_FOUND");
        await resolved.AssertRefusedAsync(HttpStatusCode.NotFound, "CREDENTIAL_NOT_FOUND");
    }

    [Fact]
    public async Task A_revocation_is_told_once_with_the_hash_that_others_know_the_key_by()
    {
        var tenant = await app.CreateTenantAsync();
        var key = await IssueAsync(tenant, new { role = "tenant_admin" });
        using var client = app.Operator;
        using var revoked = await client.DeleteAsync($"/tenants/{tenant}/keys/{key.Text("key_id")}");
        using var again = await client.DeleteAsync($"/tenants/{tenant}/keys/{key.Text("key_id")}");

        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("select envelope::jsonb -> 'data' from nanobot.outbox where tenant_id = $1 and topic = 'api_key.revoked.v1'");
        command.Parameters.AddWithValue(tenant);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        var data = JsonDocument.Parse(reader.GetString(0)).RootElement;
        Assert.False(await reader.ReadAsync());
        Assert.Equal(key.Text("key_id"), data.Text("key_id"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Text("key")))), data.Text("key_hash"));
    }

    [Fact]
    public async Task Keys_of_another_tenant_are_answered_like_missing_ones()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        var key = await IssueAsync(other, new { role = "tenant_admin" });
        using var client = app.Operator;
        foreach (var id in new[] { key.Text("key_id"), "0123456789abcdef", "bootstrap", "no%20id" })
        {
            using var response = await client.DeleteAsync($"/tenants/{mine}/keys/{id}");
            await response.AssertRefusedAsync(HttpStatusCode.NotFound, "KEY_NOT_FOUND");
        }

        using var resolved = await app.ResolveAsync(key.Text("key"));
        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);
        using var list = await client.GetAsync($"/tenants/{mine}/keys");
        Assert.Empty((await list.JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_key_needs_a_tenant_and_a_user_that_exist()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(other, "eve");
        using var client = app.Operator;
        using var noTenant = await client.PostAsJsonAsync($"/tenants/{TestContexts.NewTenantId()}/keys", new { role = "tenant_admin" });
        await noTenant.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        using var noUser = await client.PostAsJsonAsync($"/tenants/{mine}/keys", new { role = "user", user_id = "eve" });
        await noUser.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
        using var noList = await client.GetAsync($"/tenants/{TestContexts.NewTenantId()}/keys");
        await noList.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Theory]
    [InlineData("""{}""", "role")]
    [InlineData("""{"role":"operator"}""", "role")]
    [InlineData("""{"role":"user"}""", "user_id")]
    [InlineData("""{"role":"user","user_id":"a"}""", "user_id")]
    [InlineData("""{"role":"tenant_admin","scopes":["users.list","chat"]}""", "scopes[1]")]
    [InlineData("""{"role":"tenant_admin","scopes":["chat.send"]}""", "scopes[0]")]
    [InlineData("""{"role":"tenant_admin","scopes":["Users.List","internal.*"]}""", "scopes[0]", "scopes[1]")]
    [InlineData("""{"role":"tenant_admin","scopes":[]}""", "scopes")]
    [InlineData("""{"role":"tenant_admin","expires_in":0}""", "expires_in")]
    [InlineData("""{"role":"tenant_admin","expires_in":315360001}""", "expires_in")]
    [InlineData("""{"role":"tenant_admin","expires_in":1.5}""", "expires_in")]
    [InlineData("""{"role":"tenant_admin","key":"mine"}""", "key")]
    public async Task A_wrong_field_is_named(string body, params string[] fields)
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        using var response = await client.PostAsync($"/tenants/{tenant}/keys", Http.Body(body));
        await response.AssertInvalidAsync(fields);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"key_hash":"00"}""")]
    [InlineData("""{"key_hash":"E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"}""")]
    public async Task A_hash_of_the_wrong_form_is_refused(string body)
    {
        using var client = app.Gateway;
        using var response = await client.PostAsync("/internal/credentials/resolve", Http.Body(body));
        await response.AssertInvalidAsync("key_hash");
    }

    [Fact]
    public async Task The_answer_with_the_key_must_not_be_stored_on_its_way()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        using var response = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "tenant_admin" });
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    private async Task<JsonElement> IssueAsync(string tenant, object request)
    {
        using var client = app.Operator;
        using var response = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }
}
