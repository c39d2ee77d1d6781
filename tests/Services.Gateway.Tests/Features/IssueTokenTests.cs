using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Features;

public sealed class IssueTokenTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TestTokens.Now);
    private Suite _suite = null!;
    private string _tenant = null!;
    private string _admin = null!;

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync(_time);
        _tenant = _suite.Tenants.AddTenant();
        _admin = _suite.Tenants.AddKey(TenantRole.TenantAdmin, _tenant);
        _suite.Tenants.AddUser(_tenant, "ada");
        _suite.Tenants.AddUser(_tenant, "bob");
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task A_tenant_admin_gets_a_token_that_acts_as_the_user_until_it_ends()
    {
        using var response = await IssueAsync(_admin, "ada", new { expires_in = 60 });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(60, body.GetProperty("expires_in").GetInt32());
        Assert.True(response.Headers.CacheControl?.NoStore);
        var token = body.GetProperty("access_token").GetString()!;
        using var used = await _suite.GetWithTokenAsync("/sessions", token);
        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
        Assert.Equal(TestContexts.Of(_tenant, "ada", TenantRole.User, "professional", 1, TenantsStub.IdOf(_admin), timeZone: "UTC"), _suite.ContextOf(_suite["chat"].Seen.Last()));

        _time.Advance(TimeSpan.FromSeconds(66));
        using var ended = await _suite.GetWithTokenAsync("/sessions", token);
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
    }

    [Fact]
    public async Task Without_a_body_it_lives_for_an_hour()
    {
        using var response = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", _admin);

        Assert.Equal(3600, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public async Task A_user_gets_one_for_itself_and_not_for_another()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _tenant, "ada");

        using var own = await IssueAsync(key, "ada", new { });
        using var other = await IssueAsync(key, "bob", new { });
        using var missing = await IssueAsync(key, "nobody", new { });

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        await Problem.AssertAsync(other, HttpStatusCode.NotFound, "USER_NOT_FOUND");
        await Problem.AssertAsync(missing, HttpStatusCode.NotFound, "USER_NOT_FOUND");
        Assert.Equal(await DetailAsync(missing), await DetailAsync(other));
    }

    [Fact]
    public async Task A_user_of_another_tenant_is_answered_like_a_missing_one()
    {
        var foreign = _suite.Tenants.AddKey(TenantRole.TenantAdmin, _suite.Tenants.AddTenant());

        using var response = await IssueAsync(foreign, "ada", new { });
        using var malformed = await IssueAsync(_admin, "..ada", new { });

        await Problem.AssertAsync(response, HttpStatusCode.NotFound, "USER_NOT_FOUND");
        await Problem.AssertAsync(malformed, HttpStatusCode.NotFound, "USER_NOT_FOUND");
    }

    [Fact]
    public async Task Neither_a_token_nor_an_operator_gets_one()
    {
        using var first = await IssueAsync(_admin, "ada", new { });
        var token = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/users/ada/tokens");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        using var again = await _suite.Client.SendAsync(request);
        using var platform = await IssueAsync(_suite.Tenants.AddKey(TenantRole.Operator, null), "ada", new { });

        await Problem.AssertAsync(again, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await Problem.AssertAsync(platform, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task No_token_outlives_the_key_that_asked_for_it()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _tenant, "ada", _time.GetUtcNow().AddSeconds(100));

        using var response = await IssueAsync(key, "ada", new { expires_in = 3600 });

        Assert.Equal(100, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("expires_in").GetInt32());
    }

    [Theory]
    [InlineData("""{"expires_in":59}""", "VALIDATION_FAILED")]
    [InlineData("""{"expires_in":86401}""", "VALIDATION_FAILED")]
    [InlineData("""{"expires_in":"60"}""", "VALIDATION_FAILED")]
    [InlineData("""{"expires_in":60.5}""", "VALIDATION_FAILED")]
    [InlineData("""{"life":60}""", "VALIDATION_FAILED")]
    [InlineData("{", "MALFORMED_BODY")]
    public async Task A_body_that_is_not_as_described_is_refused(string body, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", _admin, content);

        await Problem.AssertAsync(response, HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_body_is_named_at_once()
    {
        using var content = new StringContent("""{"life":60,"expires_in":"60","scope":null}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", _admin, content);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["expires_in", "life", "scope"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_refused_and_goes_nowhere()
    {
        using var content = new StringContent("expires_in=60", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", _admin, content);

        await Problem.AssertAsync(response, HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        Assert.DoesNotContain(_suite["tenants"].Seen, seen => seen.Path == "/users/ada/tokens");
    }

    [Fact]
    public async Task Another_method_of_that_path_is_refused_and_goes_nowhere()
    {
        using var response = await _suite.GetAsync("/users/ada/tokens", _admin);

        await Problem.AssertAsync(response, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
        Assert.DoesNotContain(_suite["tenants"].Seen, seen => seen.Path == "/users/ada/tokens");
    }

    private Task<HttpResponseMessage> IssueAsync(string key, string userId, object body) =>
        _suite.SendAsync(HttpMethod.Post, $"/users/{userId}/tokens", key, JsonContent.Create(body));

    private static async Task<string?> DetailAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
}
