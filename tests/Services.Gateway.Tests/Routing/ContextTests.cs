using System.Net;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class ContextTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private readonly Suite _suite = fixture.Suite;

    [Fact]
    public async Task The_module_gets_a_signed_context_of_the_credential_and_the_same_ids_in_clear()
    {
        var tenant = _suite.Tenants.AddTenant(epoch: 7);
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var seen = await SendAsync("/sessions", key);

        Assert.Equal(TestContexts.Of(tenant, "ada", TenantRole.User, "professional", 7, TenantsStub.IdOf(key), timeZone: "UTC"), _suite.ContextOf(seen));
        Assert.Equal(tenant, seen.Single("X-Tenant-ID"));
        Assert.Equal("ada", seen.Single("X-User-ID"));
    }

    [Fact]
    public async Task A_tenant_admin_has_no_user_and_an_operator_no_tenant()
    {
        var tenant = _suite.Tenants.AddTenant();
        var (own, operators) = (_suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant), _suite.Tenants.AddKey(TenantRole.Operator, null));
        var admin = await SendAsync("/users", own);
        var platform = await SendAsync("/tenants", operators);

        Assert.Equal(TestContexts.Of(tenant, null, TenantRole.TenantAdmin, "professional", 1, TenantsStub.IdOf(own), timeZone: "UTC"), _suite.ContextOf(admin));
        Assert.DoesNotContain("X-User-ID", admin.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(TestContexts.Of(null, null, TenantRole.Operator, keyId: TenantsStub.IdOf(operators)), _suite.ContextOf(platform));
        Assert.DoesNotContain("X-Tenant-ID", platform.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Tenant_headers_of_the_client_never_reach_a_module_in_any_spelling()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var forged = _suite.Codec.Sign(TestContexts.Of("other", "root", TenantRole.User), ContextAudience.Request);

        var (status, _) = await RawHttp.SendAsync(_suite.Address, "GET /sessions HTTP/1.1", $"X-API-Key: {key}", "X-Marker: spellings",
            $"X-Tenant-ID: {tenant}", $"x-tenant-id: {tenant}", $"X_Tenant_ID: {tenant}", $"X-TenantId: {tenant}", $"X.Tenant.Id: {tenant}",
            "X-User-ID: root", "x_user_id: root", "X-User: root", $"X-Tenant-Context: {forged}",
            $"x-tenant-context: {forged}", $"X_Tenant_Context: {forged}", "X-Tenant-Role: operator", "X-Tenant-Origin: other");

        Assert.Equal(200, status);
        var seen = _suite["chat"].Seen.Single(request => request.Headers.ContainsKey("X-Marker") && request.Single("X-Marker") == "spellings");
        Assert.Equal(tenant, _suite.ContextOf(seen)?.TenantId);
        var names = seen.Headers.Keys.Where(InboundHeaders.IsForged).Where(name => !name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["X-Tenant-Context", "X-Tenant-ID", "X-User-ID"], names.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("other", seen.Headers.Values.SelectMany(values => values), StringComparer.Ordinal);
        Assert.DoesNotContain(forged, seen.Headers.Values.SelectMany(values => values), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Credentials_and_cookies_stay_at_the_gateway()
    {
        var key = _suite.Tenants.AddUserKey();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        request.Headers.TryAddWithoutValidation("Proxy-Authorization", "Basic Zm9v");
        request.Headers.TryAddWithoutValidation("Cookie", "session=secret");
        request.Headers.TryAddWithoutValidation("X-Custom", "kept");
        using var response = await _suite.Client.SendAsync(request);
        var seen = await ReadAsync(response);

        Assert.Equal("kept", seen.Single("X-Custom"));
        Assert.Empty(seen.Headers.Keys.Intersect(["Authorization", "X-API-Key", "Proxy-Authorization", "Cookie"], StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(seen.Headers.Values.SelectMany(values => values), value => value.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Addresses_that_a_client_claims_are_replaced()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions");
        request.Headers.TryAddWithoutValidation("X-API-Key", _suite.Tenants.AddUserKey());
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.7");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        request.Headers.TryAddWithoutValidation("Forwarded", "for=203.0.113.7");
        request.Headers.TryAddWithoutValidation("X-Real-IP", "203.0.113.7");
        using var response = await _suite.Client.SendAsync(request);
        var seen = await ReadAsync(response);

        Assert.DoesNotContain(seen.Headers.Values.SelectMany(values => values), value => value.Contains("203.0.113.7", StringComparison.Ordinal)
            || value.Contains("evil.example", StringComparison.Ordinal));
        Assert.Equal("127.0.0.1", seen.Single("X-Forwarded-For"));
    }

    [Theory]
    [InlineData("/tenants", "tenants")]
    [InlineData("/tenants/acme/keys", "tenants")]
    [InlineData("/users?with=watchlist", "tenants")]
    [InlineData("/sessions", "chat")]
    [InlineData("/sessions/1", "chat")]
    [InlineData("/workspace/files/notes%20of%20today.md?version=2", "chat")]
    [InlineData("/workspace/files/100%25.md", "chat")]
    [InlineData("/reports", "reports")]
    [InlineData("/schedule/jobs", "scheduler")]
    public async Task A_path_reaches_its_module_unchanged(string path, string module)
    {
        var key = _suite.Tenants.AddUserKey();
        using var response = await _suite.GetAsync(path, key);
        var seen = await ReadAsync(response);

        Assert.Equal(path, seen.Target);
        Assert.Contains(_suite[module].Seen, request => request.Target == path);
    }

    [Theory]
    [InlineData("X-Tenant-ID", true)]
    [InlineData("x_tenant_context", true)]
    [InlineData("X-TENANT-ANYTHING", true)]
    [InlineData("X-Tenant-Origin", true)]
    [InlineData("X-User-Id", true)]
    [InlineData("X-Forwarded-User", true)]
    [InlineData("X-User-Agent", false)]
    [InlineData("X-API-Key", false)]
    [InlineData("From", false)]
    [InlineData("Traceparent", false)]
    public void A_forged_header_is_known_by_its_letters(string name, bool forged) => Assert.Equal(forged, InboundHeaders.IsForged(name));

    private async Task<SeenRequest> SendAsync(string path, string key)
    {
        using var response = await _suite.GetAsync(path, key);
        return await ReadAsync(response);
    }

    private static async Task<SeenRequest> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<SeenRequest>(response.Content))!;
    }
}
