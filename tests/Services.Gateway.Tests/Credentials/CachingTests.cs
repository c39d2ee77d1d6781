using System.Net;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Credentials;

public sealed class CachingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TestTokens.Now);
    private Suite _suite = null!;

    public async Task InitializeAsync()
    {
        _suite = await StartAsync();
        _suite.Tenants.Changes = null;
    }

    private Task<Suite> StartAsync() => Suite.StartAsync(_time, null,
        ("Authentication:Issuers:0:Issuer", TestTokens.EcIssuer),
        ("Authentication:Issuers:0:Audience", TestTokens.Audience),
        ("Authentication:Issuers:0:Tenants:0", "*"),
        ("Authentication:Issuers:0:Jwks", TestTokens.EcJwks()),
        // Without events, and with nobody who says what has changed: what memory is worth by itself.
        ("ConnectionStrings:cache", "127.0.0.1:1,password=x"));

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task Many_requests_at_once_ask_the_tenants_module_once()
    {
        var key = _suite.Tenants.AddUserKey();
        _suite.Tenants.Gate = new TaskCompletionSource();
        var requests = Enumerable.Range(0, 40).Select(_ => _suite.GetAsync("/sessions", key)).ToArray();
        await Eventually.TrueAsync(() => Task.FromResult(!_suite.Tenants.KeyLookups.IsEmpty));
        _suite.Tenants.Gate.SetResult();

        Assert.All(await Task.WhenAll(requests).WaitAsync(Eventually.Deadline), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal([TenantsStub.Hash(key)], _suite.Tenants.KeyLookups);
        Assert.Empty(_suite.Tenants.TenantLookups);
    }

    [Fact]
    public async Task A_revoked_key_works_until_its_time_in_memory_is_over_and_not_longer()
    {
        var key = _suite.Tenants.AddUserKey();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        _suite.Tenants.RemoveKey(key);

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
    }

    [Fact]
    public async Task A_key_is_never_used_past_its_own_end()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(), "ada", _time.GetUtcNow().AddSeconds(10));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
    }

    [Fact]
    public async Task An_unknown_key_is_asked_for_once_in_three_seconds_and_then_found_if_it_came_to_be()
    {
        var key = _suite.Tenants.AddUserKey();
        var tenant = _suite.Tenants.AddTenant();
        _suite.Tenants.RemoveKey(key);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        }

        Assert.Single(_suite.Tenants.KeyLookups);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        Assert.Equal(2, _suite.Tenants.KeyLookups.Count);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_suite.Tenants.AddKey(TenantRole.User, tenant, "ada")));
    }

    [Fact]
    public async Task With_the_tenants_module_away_what_is_in_memory_works_and_everything_else_is_closed()
    {
        var known = _suite.Tenants.AddUserKey();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(known));
        _suite.Tenants.BrokenStatus = 500;

        using var other = await _suite.GetAsync("/sessions", _suite.Tenants.AddUserKey());

        await Problem.AssertAsync(other, HttpStatusCode.ServiceUnavailable, "MODULE_UNAVAILABLE");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(known));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(known));
        _suite.Tenants.BrokenStatus = null;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(known));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(400)]
    public async Task A_refusal_of_the_gateways_own_question_is_no_verdict_on_the_key(int status)
    {
        _suite.Tenants.BrokenStatus = status;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(_suite.Tenants.AddUserKey()));
    }

    [Fact]
    public async Task A_signed_context_is_used_for_ten_seconds_and_a_change_of_the_tenant_mints_anew()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        // The very first one is not kept.
        Assert.NotNull(await EnvelopeAsync(key));
        var first = await EnvelopeAsync(key);

        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(first, await EnvelopeAsync(key));
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = await EnvelopeAsync(key);
        Assert.NotEqual(first, second);

        _suite.Tenants.AddTenant(tenantId: tenant, epoch: 2);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(2, _suite.Read(await EnvelopeAsync(key))?.Epoch);
    }

    [Fact]
    public async Task A_token_of_a_configured_issuer_acts_as_its_user_in_its_tenant_and_is_looked_up_once()
    {
        var tenant = _suite.Tenants.AddTenant();
        _suite.Tenants.AddUser(tenant, "ada");
        var token = TestTokens.With(claims => claims["tenant_id"] = tenant);
        for (var i = 0; i < 3; i++)
        {
            using var response = await _suite.GetWithTokenAsync("/sessions", token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var seen = _suite["chat"].Seen.Last();
        Assert.Equal(TestContexts.Of(tenant, "ada", TenantRole.User, "professional", 1, timeZone: "UTC"), _suite.ContextOf(seen));
        Assert.Equal([tenant], _suite.Tenants.TenantLookups);
        Assert.Equal([(tenant, "ada")], _suite.Tenants.UserLookups);
        Assert.Empty(_suite.Tenants.KeyLookups);

        _time.Advance(TimeSpan.FromSeconds(606));
        using var expired = await _suite.GetWithTokenAsync("/sessions", token);
        Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);
    }

    [Fact]
    public async Task A_token_of_an_unknown_or_suspended_tenant_is_refused()
    {
        var suspended = _suite.Tenants.AddTenant("suspended");

        using var unknown = await _suite.GetWithTokenAsync("/sessions", TestTokens.With(claims => claims["tenant_id"] = "nobody"));
        using var refused = await _suite.GetWithTokenAsync("/sessions", TestTokens.With(claims => claims["tenant_id"] = suspended));

        await Problem.AssertAsync(unknown, HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
        await Problem.AssertAsync(refused, HttpStatusCode.Forbidden, "TENANT_SUSPENDED");
    }

    [Fact]
    public async Task A_token_is_no_API_key()
    {
        var token = TestTokens.With(claims => claims["tenant_id"] = _suite.Tenants.AddTenant());

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await _suite.GetAsync("/sessions", key);
        return response.StatusCode;
    }

    private async Task<string> EnvelopeAsync(string key)
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        return _suite["chat"].Seen.Last().Single(TenantHeaders.Context)!;
    }
}
