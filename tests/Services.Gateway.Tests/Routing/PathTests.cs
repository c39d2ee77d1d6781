using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class PathTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private readonly Suite _suite = fixture.Suite;

    [Theory]
    [InlineData("/internal/tenants/acme")]
    [InlineData("/INTERNAL/tenants/acme")]
    [InlineData("//internal/tenants/acme")]
    [InlineData("/./internal/tenants/acme")]
    [InlineData("/tenants/../internal/tenants/acme")]
    [InlineData("/tenants/..//internal/tenants/acme")]
    [InlineData("/tenants/%2e%2e/internal/tenants/acme")]
    [InlineData("/tenants/%2E%2E/internal/tenants/acme")]
    [InlineData("/tenants/.%2e/internal/tenants/acme")]
    [InlineData("/tenants/%252e%252e/internal/tenants/acme")]
    [InlineData("/tenants/%25252e%25252e/internal/tenants/acme")]
    [InlineData("/tenants/..%2finternal%2ftenants%2facme")]
    [InlineData("/tenants%2f..%2finternal/tenants/acme")]
    [InlineData("/tenants/..%5cinternal/tenants/acme")]
    [InlineData("/tenants/..\\internal/tenants/acme")]
    [InlineData("/tenants/%2e%2e%2finternal%2ftenants%2facme")]
    [InlineData("/tenants/%00/../internal/tenants/acme")]
    [InlineData("/tenants/x/..;/internal/tenants/acme/..")]
    [InlineData("/%69nternal/tenants/acme")]
    [InlineData("/events/tenant.created.v1")]
    [InlineData("/dapr/subscribe")]
    [InlineData("/dapr/config")]
    [InlineData("/chat/extra")]
    [InlineData("/usersx")]
    [InlineData("/nothing")]
    [InlineData("/v1")]
    [InlineData("/v1/models/../../internal/policies")]
    [InlineData("/v1/models/..%2F..%2Finternal/policies")]
    [InlineData("/v1/models/a%2F..%2F..%2F..%2Finternal%2Fpolicies")]
    [InlineData("/v1/models/a%2F%2Fb")]
    [InlineData("/v1/models/a%252Fb")]
    [InlineData("/v1/models/a%2F%2e%2e")]
    [InlineData("/x/../v1/models/a%2Fb")]
    [InlineData("/workspace/files/a%2Fb")]
    [InlineData("/workspace")]
    [InlineData("/users/ada/else")]
    [InlineData("/tenants/acme/else")]
    [InlineData("/sessions/a/b")]
    [InlineData("/reports/a/b")]
    [InlineData("/schedule/else")]
    [InlineData("/")]
    public async Task What_is_not_public_is_not_reached_by_any_spelling(string target)
    {
        var operatorKey = _suite.Tenants.AddKey(TenantRole.Operator, null);
        var marker = Guid.NewGuid().ToString();

        var (status, text) = await RawHttp.SendAsync(_suite.Address, $"GET {target} HTTP/1.1", $"X-API-Key: {operatorKey}", $"X-Marker: {marker}");

        Assert.Contains(status, new[] { 400, 404 });
        Assert.DoesNotContain(new[] { "tenants", "chat", "reports", "scheduler" },
            module => _suite[module].Seen.Any(seen => seen.Headers.TryGetValue("X-Marker", out var values) && values.Contains(marker)));
        if (status == 404)
        {
            Assert.Contains("\"ROUTE_NOT_FOUND\"", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/v1/models/owl/barn")]
    [InlineData("/v1/models/owl%2Fbarn")]
    [InlineData("/v1/models/owl%2fbarn?x=a%2Fb")]
    public async Task The_name_of_a_model_may_have_a_slash_however_a_client_writes_it(string target)
    {
        var marker = Guid.NewGuid().ToString();

        var (status, _) = await RawHttp.SendAsync(_suite.Address, $"GET {target} HTTP/1.1", $"X-API-Key: {_suite.Tenants.AddUserKey()}", $"X-Marker: {marker}");

        Assert.Equal(200, status);
        var seen = Assert.Single(_suite["chat"].Seen, seen => seen.Headers.TryGetValue("X-Marker", out var values) && values.Contains(marker));
        Assert.Equal("/v1/models/owl/barn", seen.Path);
    }

    [Fact]
    public async Task An_absolute_target_is_judged_by_its_path()
    {
        var key = _suite.Tenants.AddUserKey();

        var (inside, _) = await RawHttp.SendAsync(_suite.Address, $"GET {_suite.Address.GetLeftPart(UriPartial.Authority)}/tenants/../internal/x HTTP/1.1", $"X-API-Key: {key}");
        var (outside, _) = await RawHttp.SendAsync(_suite.Address, $"GET {_suite.Address.GetLeftPart(UriPartial.Authority)}/sessions HTTP/1.1", $"X-API-Key: {key}");

        Assert.Equal(404, inside);
        Assert.Equal(200, outside);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task A_method_that_no_route_takes_is_refused(string method)
    {
        var (status, text) = await RawHttp.SendAsync(_suite.Address, $"{method} /chat HTTP/1.1", $"X-API-Key: {_suite.Tenants.AddUserKey()}");

        Assert.Equal(405, status);
        Assert.Contains("METHOD_NOT_ALLOWED", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/users", true)]
    [InlineData("/users/", true)]
    [InlineData("/users?next=/../x", true)]
    [InlineData("/users/a.b/..c/.d/e..", true)]
    [InlineData("/workspace/files/%E4%BD%A0%E5%A5%BD.md", true)]
    [InlineData("/workspace/files/100%25.md", true)]
    [InlineData("http://host/users", true)]
    [InlineData("http://host", true)]
    [InlineData("", false)]
    [InlineData("*", false)]
    [InlineData("host:443", false)]
    [InlineData("users", false)]
    [InlineData("//users", false)]
    [InlineData("/users//x", false)]
    [InlineData("/users/.", false)]
    [InlineData("/users/..", false)]
    [InlineData("/users/../x", false)]
    [InlineData("/users/a%2fb", false)]
    [InlineData("/users/a%5Cb", false)]
    [InlineData("/users/a%2Eb", false)]
    [InlineData("/users/a%00", false)]
    [InlineData("/users/a%0d%0a", false)]
    [InlineData("/users/a%", false)]
    [InlineData("/users/a%2", false)]
    [InlineData("/users/a%zz", false)]
    [InlineData("/users/a%252f", false)]
    [InlineData("/users/a\\b", false)]
    [InlineData("http://host/users/../x", false)]
    public void Only_a_path_that_can_be_read_in_one_way_is_canonical(string target, bool canonical) =>
        Assert.Equal(canonical, CanonicalPath.IsCanonical(target));

    [Fact]
    public void No_route_reaches_what_is_internal()
    {
        Assert.NotEmpty(RouteTable.Routes);
        Assert.DoesNotContain(RouteTable.Routes, route => new[] { "/internal", "/events", "/dapr", "/health", "/openapi.json", "/{**" }
            .Any(path => route.Pattern.StartsWith(path, StringComparison.OrdinalIgnoreCase)));
    }
}
