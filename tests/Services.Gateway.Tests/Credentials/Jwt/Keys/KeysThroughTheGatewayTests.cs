using System.Net;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt.Keys;

public sealed class KeysThroughTheGatewayTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TestTokens.Now);
    private KeyServer _server = null!;

    public async Task InitializeAsync() => _server = await KeyServer.StartAsync(TestTokens.Jwk(TestTokens.Ec, "ec-1"));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Keys_are_there_before_the_first_token_and_serve_all_requests()
    {
        await using var suite = await StartAsync();
        await Eventually.TrueAsync(() => Task.FromResult(_server.Asked == 1));
        var tenant = suite.Tenants.AddTenant();
        suite.Tenants.AddUser(tenant, "ada");
        for (var i = 0; i < 5; i++)
        {
            using var response = await suite.GetWithTokenAsync("/sessions", TestTokens.With(claims => (claims["tenant_id"], claims["jti"]) = (tenant, $"{i}")));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(1, _server.Asked);
    }

    [Fact]
    public async Task Without_keys_a_token_is_answered_with_try_again_and_everything_else_works()
    {
        _server.Fail();
        await using var suite = await StartAsync();
        var tenant = suite.Tenants.AddTenant();
        suite.Tenants.AddUser(tenant, "ada");
        var token = TestTokens.With(claims => claims["tenant_id"] = tenant);

        using var refused = await suite.GetWithTokenAsync("/sessions", token);
        using var key = await suite.GetAsync("/sessions", suite.Tenants.AddUserKey());

        await Problem.AssertAsync(refused, HttpStatusCode.ServiceUnavailable, "ISSUER_UNAVAILABLE");
        Assert.Equal("5", refused.Headers.RetryAfter?.ToString());
        Assert.Equal(HttpStatusCode.OK, key.StatusCode);

        _server.Publish(TestTokens.Jwk(TestTokens.Ec, "ec-1"));
        await Eventually.TrueAsync(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            using var response = await suite.GetWithTokenAsync("/sessions", token);
            return response.StatusCode == HttpStatusCode.OK;
        });
    }

    private Task<Suite> StartAsync() => Suite.StartAsync(_time, null,
        ("Authentication:Issuers:0:Issuer", TestTokens.EcIssuer),
        ("Authentication:Issuers:0:Audience", TestTokens.Audience),
        ("Authentication:Issuers:0:Tenants:0", "*"),
        ("Authentication:Issuers:0:JwksUri", _server.Address.ToString()));
}
