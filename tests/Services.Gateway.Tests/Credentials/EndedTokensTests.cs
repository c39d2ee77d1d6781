using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Credentials;

/// <summary>A token ends with the key that asked for it, and when its user's tokens are ended.</summary>
public sealed class EndedTokensTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TestTokens.Now);
    private readonly Hearing _hearing = new();
    private Suite _suite = null!;
    private string _tenant = null!;
    private string _key = null!;

    public async Task InitializeAsync()
    {
        _suite = await StartAsync();
        _tenant = _suite.Tenants.AddTenant();
        _suite.Tenants.AddUser(_tenant, "ada");
        _key = _suite.Tenants.AddKey(TenantRole.TenantAdmin, _tenant);
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task A_token_ends_with_the_key_that_asked_for_it_while_those_of_other_keys_go_on()
    {
        var (token, other) = (await IssueAsync(_key), await IssueAsync(_suite.Tenants.AddKey(TenantRole.User, _tenant, "ada")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        await EventuallyAsync(new ApiKeyRevoked(TenantsStub.IdOf(_key), TenantsStub.Hash(_key)), async () => await StatusAsync(token) == HttpStatusCode.Unauthorized);

        using var refused = await _suite.GetWithTokenAsync("/sessions", token);
        await Problem.AssertAsync(refused, HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
        Assert.Contains("error=\"invalid_token\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));
    }

    [Fact]
    public async Task Without_events_a_token_ends_thirty_seconds_after_its_key_at_most()
    {
        _suite.Tenants.Changes = null;
        var token = await IssueAsync(_key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        _hearing.Since = null;
        _suite.Tenants.RemoveKey(_key);

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task A_token_whose_key_and_user_are_known_asks_nobody()
    {
        var token = await IssueAsync(_key);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        }

        Assert.Equal([TenantsStub.IdOf(_key)], _suite.Tenants.KeyIdLookups);
        Assert.Single(_suite.Tenants.UserLookups);
    }

    [Fact]
    public async Task With_the_tenants_module_away_a_token_of_a_key_that_is_not_known_is_not_let_in()
    {
        var token = await IssueAsync(_key);
        _suite.Tenants.BrokenStatus = 500;

        using var response = await _suite.GetWithTokenAsync("/sessions", token);

        await Problem.AssertAsync(response, HttpStatusCode.ServiceUnavailable, "MODULE_UNAVAILABLE");
    }

    [Fact]
    public async Task Ended_tokens_are_refused_at_once_and_one_that_is_issued_in_the_same_second_works()
    {
        var (token, foreign) = (await IssueAsync(_key), Foreign());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(foreign));

        using var ended = await _suite.SendAsync(HttpMethod.Delete, "/users/ada/tokens", _key);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var refused = await _suite.GetWithTokenAsync("/sessions", token);
        await Problem.AssertAsync(refused, HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
        Assert.Contains("error=\"invalid_token\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(foreign));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await IssueAsync(_key)));
        // An issuer that knows nothing of it says the same second as before: its tokens count from the next one on.
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Foreign()));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Foreign()));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task Ended_tokens_stay_ended_at_a_gateway_that_starts_anew()
    {
        var token = await IssueAsync(_key);
        await using var other = await StartAsync();
        other.Tenants.AddTenant(tenantId: _tenant);
        other.Tenants.AddUser(_tenant, "ada");
        other.Tenants.EndTokens(_tenant, "ada");

        using var refused = await other.GetWithTokenAsync("/sessions", token);

        await Problem.AssertAsync(refused, HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
    }

    [Fact]
    public async Task A_replica_that_was_not_asked_ends_the_tokens_when_it_hears_of_it()
    {
        var token = await IssueAsync(_key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        await EventuallyAsync(new UserTokensRevoked("ada", _time.GetUtcNow().AddHours(1)), async () => await StatusAsync(token) == HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task That_a_user_was_created_brings_back_no_token_that_was_ended()
    {
        var token = await IssueAsync(_key);
        using var ended = await _suite.SendAsync(HttpMethod.Delete, "/users/ada/tokens", _key);
        var control = _suite.Tenants.AddKey(TenantRole.TenantAdmin, _tenant);
        var later = await IssueAsync(control);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(later));

        // The creation is told once more, as after a restart of its module; what comes behind it shows that it was heard.
        await EventuallyAsync(new UserCreated("ada", "en", "UTC"), () => Task.FromResult(true), "ada");
        await EventuallyAsync(new ApiKeyRevoked(TenantsStub.IdOf(control), TenantsStub.Hash(control)), async () => await StatusAsync(later) == HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task A_user_ends_its_own_tokens_by_one_of_them_and_nobody_elses()
    {
        _suite.Tenants.AddUser(_tenant, "bob");
        var (own, foreign) = (await IssueAsync(_key), _suite.Tenants.AddKey(TenantRole.TenantAdmin, _suite.Tenants.AddTenant()));
        using var other = await DeleteAsync("bob", own);
        using var missing = await DeleteAsync("nobody", own);
        using var stranger = await _suite.SendAsync(HttpMethod.Delete, "/users/ada/tokens", foreign);
        using var nobody = await _suite.SendAsync(HttpMethod.Delete, "/users/nobody/tokens", _key);
        using var platform = await _suite.SendAsync(HttpMethod.Delete, "/users/ada/tokens", _suite.Tenants.AddKey(TenantRole.Operator, null));
        using var ended = await DeleteAsync("ada", own);

        foreach (var refused in new[] { other, missing, stranger, nobody })
        {
            await Problem.AssertAsync(refused, HttpStatusCode.NotFound, "USER_NOT_FOUND");
        }

        await Problem.AssertAsync(platform, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(own));
    }

    private Task<Suite> StartAsync() => Suite.StartAsync(_time, null, services => services.AddSingleton<IBroadcastHearing>(_hearing),
        ("Authentication:Issuers:0:Issuer", TestTokens.EcIssuer),
        ("Authentication:Issuers:0:Audience", TestTokens.Audience),
        ("Authentication:Issuers:0:Tenants:0", "*"),
        ("Authentication:Issuers:0:Jwks", TestTokens.EcJwks()));

    private string Foreign() => TestTokens.EcToken(claims: With(TestTokens.Claims(now: _time.GetUtcNow())));

    private System.Text.Json.Nodes.JsonObject With(System.Text.Json.Nodes.JsonObject claims)
    {
        claims["tenant_id"] = _tenant;
        return claims;
    }

    private async Task<string> IssueAsync(string key)
    {
        using var response = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", key, JsonContent.Create(new { }));
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var response = await _suite.GetWithTokenAsync("/sessions", token);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> DeleteAsync(string user, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/users/{user}/tokens");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await _suite.Client.SendAsync(request);
    }

    // The listener hears what comes after its start, and waits by the test's clock: said again until it is heard.
    private Task EventuallyAsync<TEvent>(TEvent told, Func<Task<bool>> heard, string? user = null)
        where TEvent : Nanobot.Contracts.IIntegrationEvent<TEvent> => Eventually.TrueAsync(async () =>
        {
            await _suite.BroadcastAsync(_tenant, told, user: user);
            return await heard();
        });
}
