using System.Net;
using System.Text;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Guards;

public sealed class IssuerTenantTests : IAsyncLifetime
{
    private readonly string _own = TestContexts.NewTenantId();
    private Suite _suite = null!;

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync(settings:
        [
            ("Authentication:Issuers:0:Issuer", TestTokens.EcIssuer),
            ("Authentication:Issuers:0:Audience", TestTokens.Audience),
            ("Authentication:Issuers:0:Tenants:0", _own),
            ("Authentication:Issuers:0:Jwks", TestTokens.EcJwks()),
            ("Authentication:Issuers:1:Issuer", TestTokens.HmacIssuer),
            ("Authentication:Issuers:1:Audience", TestTokens.Audience),
            ("Authentication:Issuers:1:Tenants:0", "*"),
            ("Authentication:Issuers:1:HmacSecret", TestTokens.Secret),
        ]);
        _suite.Tenants.AddTenant(tenantId: _own);
        _suite.Tenants.AddUser(_own, "ada");
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task An_issuer_speaks_for_the_tenants_that_it_is_given_and_one_that_is_given_all_for_any()
    {
        var other = _suite.Tenants.AddTenant();
        _suite.Tenants.AddUser(other, "ada");

        using var own = await _suite.GetWithTokenAsync("/sessions", Bound(_own));
        using var any = await _suite.GetWithTokenAsync("/sessions", Unbound(other));

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
    }

    [Fact]
    public async Task Of_another_tenant_it_learns_nothing_not_even_whether_there_is_one()
    {
        var other = _suite.Tenants.AddTenant();
        var suspended = _suite.Tenants.AddTenant("suspended");
        _suite.Tenants.AddUser(other, "ada");
        foreach (var tenant in new[] { other, suspended, "nobody" })
        {
            using var response = await _suite.GetWithTokenAsync("/sessions", Bound(tenant));

            await Problem.AssertAsync(response, HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
        }

        Assert.DoesNotContain(other, _suite.Tenants.TenantLookups);
        Assert.DoesNotContain(_suite["chat"].Seen, seen => seen.Path == "/sessions");
    }

    [Fact]
    public async Task A_user_that_does_not_exist_reaches_no_module_until_it_is_created()
    {
        var tenant = _suite.Tenants.AddTenant();
        using var unknown = await _suite.GetWithTokenAsync("/sessions", Unbound(tenant, "eve-1"));
        await Problem.AssertAsync(unknown, HttpStatusCode.Forbidden, "USER_NOT_FOUND");
        Assert.DoesNotContain(_suite["chat"].Seen, seen => seen.Path == "/sessions");

        _suite.Tenants.AddUser(tenant, "eve-1");

        await Eventually.TrueAsync(async () =>
        {
            await _suite.BroadcastAsync(tenant, new Contracts.Events.UserCreated("eve-1", "en", "UTC"), user: "eve-1");
            using var response = await _suite.GetWithTokenAsync("/sessions", Unbound(tenant, "eve-1"));
            return response.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task A_user_of_another_tenant_is_none_of_this_one()
    {
        var (tenant, other) = (_suite.Tenants.AddTenant(), _suite.Tenants.AddTenant());
        _suite.Tenants.AddUser(other, "bob");

        using var response = await _suite.GetWithTokenAsync("/sessions", Unbound(tenant, "bob"));

        await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "USER_NOT_FOUND");
    }

    [Fact]
    public async Task A_token_that_is_issued_here_works_at_once_for_a_user_that_was_refused_a_moment_ago()
    {
        var tenant = _suite.Tenants.AddTenant();
        using var early = await _suite.GetWithTokenAsync("/sessions", Unbound(tenant, "new-user"));
        Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
        _suite.Tenants.AddUser(tenant, "new-user");

        using var issued = await _suite.SendAsync(HttpMethod.Post, "/users/new-user/tokens", _suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        var token = System.Text.Json.JsonDocument.Parse(await issued.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;
        using var used = await _suite.GetWithTokenAsync("/sessions", token);

        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
    }

    private static string Bound(string tenant) => TestTokens.EcToken(claims: Claims(TestTokens.EcIssuer, tenant, "ada"));

    private static string Unbound(string tenant, string user = "ada")
    {
        var body = $"{TestTokens.Encode(TestTokens.Header("HS256"))}.{TestTokens.Encode(Claims(TestTokens.HmacIssuer, tenant, user))}";
        return TestTokens.SignHmac(body, Encoding.UTF8.GetBytes(TestTokens.Secret));
    }

    private static System.Text.Json.Nodes.JsonObject Claims(string issuer, string tenant, string user)
    {
        var claims = TestTokens.Claims(issuer, TimeProvider.System.GetUtcNow());
        (claims["tenant_id"], claims["sub"]) = (tenant, user);
        return claims;
    }
}
