using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Guards;

public sealed class ScopeTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private readonly Suite _suite = fixture.Suite;

    [Theory]
    [InlineData("GET", "/sessions", true)]
    [InlineData("HEAD", "/sessions", true)]
    [InlineData("GET", "/sessions/s-1", false)]
    [InlineData("DELETE", "/sessions/s-1", false)]
    [InlineData("POST", "/reports", true)]
    [InlineData("GET", "/reports/r-1", true)]
    [InlineData("POST", "/chat", false)]
    [InlineData("GET", "/schedule/jobs", false)]
    [InlineData("GET", "/tenants/current", false)]
    [InlineData("DELETE", "/users/ada/tokens", false)]
    [InlineData("POST", "/users/ada/tokens", false)]
    public async Task A_key_with_scopes_asks_for_what_they_reach_and_for_nothing_else(string method, string path, bool reaches)
    {
        var key = KeyWith("sessions.list", "reports.*");

        using var response = await _suite.SendAsync(new HttpMethod(method), path, key, method == "POST" ? JsonContent.Create(new { }) : null);

        if (reaches)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        else
        {
            await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        }
    }

    [Fact]
    public async Task The_refusal_names_the_operation()
    {
        using var response = await _suite.SendAsync(HttpMethod.Post, "/chat", KeyWith("sessions.list"), JsonContent.Create(new { message = "hi" }));

        var problem = await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        Assert.Contains("chat.send", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_such_a_key_asked_for_reaches_no_further_than_the_key()
    {
        var token = await TokenAsync(KeyWith("users.tokens.create", "sessions.list"));

        using var list = await _suite.GetWithTokenAsync("/sessions", token);
        using var one = await _suite.GetWithTokenAsync("/sessions/s-1", token);
        using var reports = await _suite.GetWithTokenAsync("/reports", token);

        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        await Problem.AssertAsync(one, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await Problem.AssertAsync(reports, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task A_token_of_a_key_without_scopes_reaches_all_that_a_user_may_ask_for()
    {
        var token = await TokenAsync(KeyWith());

        using var reports = await _suite.GetWithTokenAsync("/reports", token);

        Assert.Equal(HttpStatusCode.OK, reports.StatusCode);
    }

    [Fact]
    public async Task What_a_key_was_used_for_first_is_told_within_seconds_and_once()
    {
        var key = KeyWith();
        for (var i = 0; i < 20; i++)
        {
            using var response = await _suite.GetAsync("/sessions", key);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await Eventually.TrueAsync(() => Task.FromResult(_suite.Tenants.KeyUses.Any(use => use.KeyId == TenantsStub.IdOf(key))));
        Assert.Single(_suite.Tenants.KeyUses, use => use.KeyId == TenantsStub.IdOf(key));
    }

    private string KeyWith(params string[] scopes)
    {
        var tenant = _suite.Tenants.AddTenant();
        _suite.Tenants.AddUser(tenant, "ada");
        return _suite.Tenants.AddKey(TenantRole.User, tenant, "ada", scopes: scopes.Length == 0 ? null : scopes);
    }

    private async Task<string> TokenAsync(string key)
    {
        using var response = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", key);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
