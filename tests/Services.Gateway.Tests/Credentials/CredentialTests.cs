using System.Net;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Credentials;

public sealed class CredentialTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private const string Code = "AUTHENTICATION_REQUIRED";
    private readonly Suite _suite = fixture.Suite;

    [Fact]
    public async Task Without_a_credential_a_known_route_asks_for_one()
    {
        using var response = await _suite.GetAsync("/users");

        await Problem.AssertAsync(response, HttpStatusCode.Unauthorized, Code);
        Assert.Equal("Bearer realm=\"nanobot\"", response.Headers.WwwAuthenticate.Single().ToString());
    }

    [Fact]
    public async Task A_key_is_accepted_in_either_header_and_the_scheme_in_any_case()
    {
        var key = _suite.Tenants.AddUserKey();

        Assert.Equal(200, await StatusAsync($"X-API-Key: {key}"));
        Assert.Equal(200, await StatusAsync($"Authorization: Bearer {key}"));
        Assert.Equal(200, await StatusAsync($"authorization: bearer {key}"));
        Assert.Equal(200, await StatusAsync($"Authorization: Bearer {key}", $"X-API-Key: {key}"));
    }

    [Fact]
    public async Task A_credential_that_could_be_read_in_two_ways_is_none()
    {
        var key = _suite.Tenants.AddUserKey();
        var other = _suite.Tenants.AddUserKey();

        Assert.Equal(401, await StatusAsync($"Authorization: Bearer {key}", $"X-API-Key: {other}"));
        Assert.Equal(401, await StatusAsync($"Authorization: Bearer {key}", $"Authorization: Bearer {other}"));
        Assert.Equal(401, await StatusAsync($"Authorization: Bearer {key}", $"Authorization: Bearer {key}"));
        Assert.Equal(401, await StatusAsync($"Authorization: Bearer {key}, Bearer {other}"));
        Assert.Equal(401, await StatusAsync($"X-API-Key: {key}", $"X-API-Key: {other}"));
        Assert.Equal(401, await StatusAsync($"X-API-Key: {key},{other}"));
    }

    [Fact]
    public async Task A_scheme_has_no_case_and_any_number_of_spaces_behind_it()
    {
        var key = _suite.Tenants.AddUserKey();

        foreach (var scheme in new[] { "Bearer ", "bearer ", "BEARER  ", "Bearer    " })
        {
            Assert.Equal(200, await StatusAsync($"Authorization: {scheme}{key}"));
        }
    }

    [Fact]
    public async Task Another_form_of_credential_is_none()
    {
        var key = _suite.Tenants.AddUserKey();

        Assert.Equal(401, await StatusAsync($"Authorization: Basic {key}"));
        Assert.Equal(401, await StatusAsync($"Authorization: {key}"));
        Assert.Equal(401, await StatusAsync("Authorization: Bearer"));
        Assert.Equal(401, await StatusAsync($"Authorization: Bearer\t{key}"));
        Assert.Equal(401, await StatusAsync("Authorization: Bearer   "));
        Assert.Equal(401, await StatusAsync($"Authorization: Bearer {key} x"));
        Assert.Equal(401, await StatusAsync("X-API-Key: "));
        Assert.Equal(401, await StatusAsync($"X-API-Key: {key[..^1]}"));
        Assert.Equal(401, await StatusAsync($"X-API-Key: {key.ToUpperInvariant()}"));
        Assert.Equal(401, await StatusAsync($"Cookie: X-API-Key={key}"));
        Assert.Equal(401, await StatusAsync("Authorization: Bearer ada"));
    }

    [Fact]
    public async Task A_key_in_the_query_is_none()
    {
        var key = _suite.Tenants.AddUserKey();

        using var response = await _suite.GetAsync($"/sessions?api_key={key}&X-API-Key={key}");

        await Problem.AssertAsync(response, HttpStatusCode.Unauthorized, Code);
    }

    [Fact]
    public async Task A_tenant_header_alone_is_no_credential()
    {
        var forged = _suite.Codec.Sign(TestContexts.Of("acme", "ada", TenantRole.User), ContextAudience.Request);

        Assert.Equal(401, await StatusAsync("X-Tenant-ID: acme", "X-User-ID: ada", $"X-Tenant-Context: {forged}"));
    }

    [Fact]
    public async Task An_unknown_key_is_refused_without_saying_why()
    {
        using var response = await _suite.GetAsync("/users", "nbk_unknown");

        await Problem.AssertAsync(response, HttpStatusCode.Unauthorized, Code);
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.Single().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("active", 200, null)]
    [InlineData("trial", 200, null)]
    [InlineData("suspended", 403, "TENANT_SUSPENDED")]
    [InlineData("expired", 403, "TENANT_EXPIRED")]
    [InlineData("deleted", 401, "AUTHENTICATION_REQUIRED")]
    [InlineData("something new", 403, "TENANT_INACTIVE")]
    public async Task Only_a_tenant_that_may_be_used_passes(string status, int expected, string? code)
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(status), "ada");

        using var response = await _suite.GetAsync("/sessions", key);

        Assert.Equal(expected, (int)response.StatusCode);
        if (code is not null)
        {
            await Problem.AssertAsync(response, (HttpStatusCode)expected, code);
        }
    }

    [Theory]
    [InlineData("user", true, null)]
    [InlineData("user", false, "ada")]
    [InlineData("tenant_admin", false, null)]
    [InlineData("operator", true, null)]
    [InlineData("gateway", false, null)]
    [InlineData("root", true, "ada")]
    public async Task An_answer_of_the_tenants_module_that_is_not_whole_lets_nobody_in(string role, bool withTenant, string? user)
    {
        var key = _suite.Tenants.AddKey(role, withTenant ? _suite.Tenants.AddTenant() : null, user);

        using var response = await _suite.GetAsync("/sessions", key);

        await Problem.AssertAsync(response, HttpStatusCode.ServiceUnavailable, "MODULE_UNAVAILABLE");
    }

    private async Task<int> StatusAsync(params string[] headers) =>
        (await RawHttp.SendAsync(_suite.Address, ["GET /sessions HTTP/1.1", .. headers])).Status;
}
