using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Guards;

/// <summary>An operator names the tenant that it acts within, and nobody else comes to such a context.</summary>
public sealed class VisitTests : IAsyncLifetime
{
    private Suite _suite = null!;
    private string _tenant = "";
    private string _operator = "";

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync();
        _tenant = _suite.Tenants.AddTenant();
        _operator = _suite.Tenants.AddKey(TenantRole.Operator, null);
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Theory]
    [InlineData("X-Tenant-ID: {0}", "")]
    [InlineData("x_tenant_id: {0}", "")]
    [InlineData("X-Marker: 1", "?tenant_id={0}")]
    [InlineData("X-Tenant-ID: {0}", "?tenant_id={0}")]
    [InlineData("X-Tenant-ID: {0}\r\nX-Tenant-ID: {0}", "")]
    public async Task It_acts_there_as_the_administrator_and_is_told_of_reads_included(string header, string query)
    {
        var (status, _) = await SendAsync($"GET /users{query} HTTP/1.1", header);

        Assert.Equal(200, status);
        var context = _suite.ContextOf(_suite["tenants"].Seen.Single(static seen => seen.Path == "/users"))!;
        Assert.Equal((_tenant, null, TenantRole.TenantAdmin, true, "professional", TenantRole.Operator),
            (context.TenantId, context.UserId, context.Role, context.IsOperators, context.Plan, context.ActingRole));
        var entry = Assert.Single(await _suite.Tenants.AuditedOfAsync(_tenant, 1));
        Assert.Equal(("users.list", "accessed", "operator", TenantsStub.IdOf(_operator)), (entry.Operation, entry.Outcome, entry.Role, entry.KeyId));
    }

    [Fact]
    public async Task On_an_operators_route_it_stays_an_operator_and_the_path_names_no_other_tenant()
    {
        var other = _suite.Tenants.AddTenant();
        var (status, _) = await SendAsync($"POST /tenants/{_tenant}/suspend HTTP/1.1", "X-Tenant-ID: {0}\r\nContent-Length: 0");
        Assert.Equal(200, status);
        var context = _suite.ContextOf(_suite["tenants"].Seen.Single(static seen => seen.Path.EndsWith("/suspend", StringComparison.Ordinal)))!;
        Assert.Equal((null, TenantRole.Operator, false), (context.TenantId, context.Role, context.IsOperators));

        var (refused, body) = await SendAsync($"POST /tenants/{other}/suspend HTTP/1.1", "X-Tenant-ID: {0}\r\nContent-Length: 0");
        Assert.Equal(403, refused);
        Assert.Contains("\"RESOURCE_FORBIDDEN\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_tenant_is_closed_to_it_too_but_not_what_it_does_about_it()
    {
        _suite.Tenants.AddTenant("suspended", _tenant);
        Assert.Equal(403, (await SendAsync("GET /users HTTP/1.1", "X-Tenant-ID: {0}")).Status);
        Assert.Equal(200, (await SendAsync($"POST /tenants/{_tenant}/activate HTTP/1.1", "X-Tenant-ID: {0}\r\nContent-Length: 0")).Status);
    }

    [Theory]
    [InlineData("X-Tenant-ID: no-such-tenant", 404, "TENANT_NOT_FOUND")]
    [InlineData("X-Tenant-ID: No Tenant", 400, "INVALID_TENANT_ID")]
    [InlineData("X-Tenant-ID: ", 400, "INVALID_TENANT_ID")]
    [InlineData("X-Tenant-ID: {0}, {0}", 400, "INVALID_TENANT_ID")]
    [InlineData("X-Tenant-ID: {0}\r\nx-tenant-id: another-one", 403, "RESOURCE_FORBIDDEN")]
    public async Task One_that_is_not_there_malformed_or_several_are_refused(string header, int expected, string code)
    {
        var (status, body) = await SendAsync("GET /users HTTP/1.1", header);

        Assert.Equal(expected, status);
        Assert.Contains($"\"{code}\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain(_suite["tenants"].Seen, static seen => seen.Path == "/users");
    }

    [Fact]
    public async Task Nobody_of_a_tenant_comes_to_such_a_context()
    {
        var own = _suite.Tenants.AddTenant();
        _suite.Tenants.AddUser(own, "ada");
        foreach (var key in new[] { _suite.Tenants.AddKey(TenantRole.TenantAdmin, own), _suite.Tenants.AddKey(TenantRole.User, own, "ada") })
        {
            foreach (var header in new[] { "X-Tenant-ID", "X-TENANT-ID", "x_tenant_id", "X-TenantId" })
            {
                Assert.Equal(403, (await RawHttp.SendAsync(_suite.Address, "GET /users HTTP/1.1", $"X-API-Key: {key}", $"{header}: {_tenant}")).Status);
            }

            Assert.Equal(200, (await RawHttp.SendAsync(_suite.Address, "GET /users HTTP/1.1", $"X-API-Key: {key}", $"X-Tenant-ID: {own}")).Status);
        }

        Assert.All(_suite["tenants"].Seen.Where(static seen => seen.Path == "/users"), seen => Assert.False(_suite.ContextOf(seen)!.IsOperators));
    }

    [Fact]
    public async Task It_gets_no_token_that_acts_as_a_user()
    {
        _suite.Tenants.AddUser(_tenant, "ada");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/users/ada/tokens") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-API-Key", _operator);
        request.Headers.Add("X-Tenant-ID", _tenant);
        using var response = await _suite.Client.SendAsync(request);

        await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task Where_its_entry_finds_no_room_it_is_not_let_in()
    {
        await using var suite = await Suite.StartAsync(null, null, static services => services.AddSingleton<IAuditSink, FullSink>());
        var tenant = suite.Tenants.AddTenant();
        var (status, body) = await RawHttp.SendAsync(suite.Address, "GET /users HTTP/1.1", $"X-API-Key: {suite.Tenants.AddKey(TenantRole.Operator, null)}", $"X-Tenant-ID: {tenant}");

        Assert.Equal(503, status);
        Assert.Contains("\"AUDIT_UNAVAILABLE\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain(suite["tenants"].Seen, static seen => seen.Path == "/users");
    }

    [Fact]
    public async Task It_goes_from_tenant_to_tenant_with_one_key_and_is_in_each_where_it_says()
    {
        var tenants = Enumerable.Range(0, 8).Select(_ => _suite.Tenants.AddTenant()).ToList();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/users?cursor={tenants[i % 8]}");
            request.Headers.Add("X-API-Key", _operator);
            request.Headers.Add("X-Tenant-ID", tenants[i % 8]);
            using var response = await _suite.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }));

        var seen = _suite["tenants"].Seen.Where(static seen => seen.Path == "/users").ToList();
        Assert.Equal(200, seen.Count);
        Assert.All(seen, one => Assert.EndsWith(_suite.ContextOf(one)!.TenantId!, one.Target, StringComparison.Ordinal));
        foreach (var tenant in tenants)
        {
            Assert.Equal(25, (await _suite.Tenants.AuditedOfAsync(tenant, 25)).Count);
        }
    }

    private Task<(int Status, string Text)> SendAsync(string line, string header) => RawHttp.SendAsync(
        _suite.Address, [line.Replace("{0}", _tenant, StringComparison.Ordinal), $"X-API-Key: {_operator}", header.Replace("{0}", _tenant, StringComparison.Ordinal)]);

    private sealed class FullSink : IAuditSink
    {
        public void Refused(HttpContext http, Principal principal, string code)
        {
        }

        public bool TryRecord(HttpContext http, Principal principal, string tenantId, string outcome) => false;
    }
}
