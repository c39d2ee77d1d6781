using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class KeyRotationTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_rotated_key_is_replaced_by_one_of_the_same_role_user_and_scopes_and_ends_after_the_overlap()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        var old = await IssueAsync(tenant, new { role = "user", user_id = "ada", scopes = new[] { "chat.send" }, expires_in = 999_999 });

        var key = await RotateAsync(tenant, old, """{"overlap_seconds":600}""");

        Assert.NotEqual(old.Text("key"), key.Text("key"));
        Assert.Equal(("user", "ada", """["chat.send"]""", old.Text("expires_at")), (key.Text("role"), key.Text("user_id"), key.GetProperty("scopes").ToString(), key.Text("expires_at")));
        using var after = await app.ResolveAsync(key.Text("key"), goesByScopes: true);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        using var before = await app.ResolveAsync(old.Text("key"), goesByScopes: true);
        Assert.Equal(TimeSpan.FromMinutes(10), (await before.JsonAsync()).GetProperty("expires_at").GetDateTimeOffset() - key.GetProperty("created_at").GetDateTimeOffset());
        var listed = (await ListAsync(tenant)).Single(item => item.Text("key_id") == old.Text("key_id"));
        Assert.Equal(key.Text("key_id"), listed.Text("replaced_by"));
    }

    [Fact]
    public async Task Without_a_body_the_old_key_works_for_a_day_and_with_no_overlap_not_at_all()
    {
        var tenant = await app.CreateTenantAsync();
        var (first, second) = (await IssueAsync(tenant, new { role = "tenant_admin" }), await IssueAsync(tenant, new { role = "tenant_admin" }));

        var key = await RotateAsync(tenant, first, null);
        await RotateAsync(tenant, second, """{"overlap_seconds":0}""");

        using var before = await app.ResolveAsync(first.Text("key"));
        Assert.Equal(TimeSpan.FromDays(1), (await before.JsonAsync()).GetProperty("expires_at").GetDateTimeOffset() - key.GetProperty("created_at").GetDateTimeOffset());
        using var ended = await app.ResolveAsync(second.Text("key"));
        await ended.AssertRefusedAsync(HttpStatusCode.NotFound, "CREDENTIAL_NOT_FOUND");
    }

    [Fact]
    public async Task An_old_key_that_would_have_ended_sooner_still_does()
    {
        var tenant = await app.CreateTenantAsync();
        var old = await IssueAsync(tenant, new { role = "tenant_admin", expires_in = 60 });

        await RotateAsync(tenant, old, """{"overlap_seconds":600}""");

        using var before = await app.ResolveAsync(old.Text("key"));
        Assert.Equal(old.Text("expires_at"), (await before.JsonAsync()).Text("expires_at"));
    }

    [Fact]
    public async Task A_key_that_was_rotated_revoked_or_has_ended_is_not_rotated_and_says_why()
    {
        var tenant = await app.CreateTenantAsync();
        var (rotated, revoked, ended) = (await IssueAsync(tenant, new { role = "tenant_admin" }), await IssueAsync(tenant, new { role = "tenant_admin" }),
            await IssueAsync(tenant, new { role = "tenant_admin", expires_in = 1 }));
        var key = await RotateAsync(tenant, rotated, null);
        using var client = app.Operator;
        using var gone = await client.DeleteAsync($"/tenants/{tenant}/keys/{revoked.Text("key_id")}");

        using var again = await PostAsync(tenant, rotated.Text("key_id"), null);
        using var missing = await PostAsync(tenant, revoked.Text("key_id"), null);
        using var noKey = await PostAsync(tenant, "no%20key", null);
        using var foreign = await PostAsync(await app.CreateTenantAsync(), key.Text("key_id"), null);

        Assert.Contains(key.Text("key_id"), (await again.AssertRefusedAsync(HttpStatusCode.Conflict, "KEY_ROTATED")).Text("detail"), StringComparison.Ordinal);
        await missing.AssertRefusedAsync(HttpStatusCode.NotFound, "KEY_NOT_FOUND");
        await noKey.AssertRefusedAsync(HttpStatusCode.NotFound, "KEY_NOT_FOUND");
        await foreign.AssertRefusedAsync(HttpStatusCode.NotFound, "KEY_NOT_FOUND");
        await Eventually.TrueAsync(async () =>
        {
            using var resolved = await app.ResolveAsync(ended.Text("key"));
            return resolved.StatusCode == HttpStatusCode.NotFound;
        });
        using var late = await PostAsync(tenant, ended.Text("key_id"), null);
        await late.AssertRefusedAsync(HttpStatusCode.Conflict, "KEY_EXPIRED");
    }

    [Fact]
    public async Task Of_many_who_rotate_a_key_at_once_one_gets_its_successor()
    {
        var tenant = await app.CreateTenantAsync();
        var old = await IssueAsync(tenant, new { role = "tenant_admin" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await PostAsync(tenant, old.Text("key_id"), null);
            return response.StatusCode;
        }));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(static answer => answer == HttpStatusCode.Conflict));
        Assert.Equal(2, (await ListAsync(tenant)).Count);
    }

    [Theory]
    [InlineData("""{"overlap_seconds":-1}""")]
    [InlineData("""{"overlap_seconds":2592001}""")]
    [InlineData("""{"overlap_seconds":1.5}""")]
    [InlineData("""{"overlap_seconds":9223372036854775807}""")]
    public async Task An_impossible_overlap_is_refused_and_changes_nothing(string body)
    {
        var tenant = await app.CreateTenantAsync();
        var old = await IssueAsync(tenant, new { role = "tenant_admin" });

        using var response = await PostAsync(tenant, old.Text("key_id"), body);

        await response.AssertInvalidAsync("overlap_seconds");
        Assert.Single(await ListAsync(tenant));
    }

    private async Task<HttpResponseMessage> PostAsync(string tenant, string keyId, string? body)
    {
        using var client = app.Operator;
        return await client.PostAsync($"/tenants/{tenant}/keys/{keyId}/rotate", body is null ? null : Http.Body(body));
    }

    private async Task<JsonElement> RotateAsync(string tenant, JsonElement old, string? body)
    {
        using var response = await PostAsync(tenant, old.Text("key_id"), body);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    private async Task<List<JsonElement>> ListAsync(string tenant)
    {
        using var client = app.Operator;
        using var list = await client.GetAsync($"/tenants/{tenant}/keys");
        return [.. (await list.JsonAsync()).GetProperty("items").EnumerateArray()];
    }

    private async Task<JsonElement> IssueAsync(string tenant, object request)
    {
        using var client = app.Operator;
        using var response = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }
}
