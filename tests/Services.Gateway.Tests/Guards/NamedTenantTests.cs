using System.Net;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Guards;

public sealed class NamedTenantTests : IAsyncLifetime
{
    private Suite _suite = null!;
    private string _own = "";
    private string _key = "";

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync();
        _own = _suite.Tenants.AddTenant();
        _key = _suite.Tenants.AddKey(TenantRole.User, _own, "ada");
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Theory]
    [InlineData("X-Tenant-ID: {0}", "")]
    [InlineData("x-tenant-id: {0}", "")]
    [InlineData("X_Tenant_Id: {0}", "")]
    [InlineData("X-Tenant-ID: {0}", "&tenant_id={0}")]
    [InlineData("X-Marker: 1", "&tenant_id={0}")]
    [InlineData("X-Marker: 1", "&%74enant%5Fid={0}&a=1")]
    public async Task A_request_may_repeat_the_tenant_of_its_credential(string header, string query)
    {
        var (status, _) = await SendAsync(header, query, _own);

        Assert.Equal(200, status);
        var seen = Assert.Single(_suite["chat"].Seen);
        Assert.Equal(_own, _suite.ContextOf(seen)?.TenantId);
        Assert.Equal(query.EndsWith("a=1", StringComparison.Ordinal) ? "/sessions?limit=2&a=1" : "/sessions?limit=2", seen.Target);
    }

    [Theory]
    [InlineData("X-Tenant-ID: {0}", "")]
    [InlineData("x_tenant_id: {0}", "")]
    [InlineData("X-TenantId: {0}", "")]
    [InlineData("X-Marker: 1", "&tenant_id={0}")]
    [InlineData("X-Marker: 1", "&Tenant_ID={0}")]
    [InlineData("X-Marker: 1", "&te%6Eant_id={0}")]
    public async Task One_that_names_another_tenant_is_refused_whether_that_one_exists_or_not(string header, string query)
    {
        foreach (var other in new[] { _suite.Tenants.AddTenant(), TestContexts.NewTenantId() })
        {
            var (status, body) = await SendAsync(header, query, other);
            Assert.Equal(403, status);
            Assert.Contains("\"RESOURCE_FORBIDDEN\"", body, StringComparison.Ordinal);
            Assert.DoesNotContain(other, body, StringComparison.Ordinal);
        }

        Assert.Empty(_suite["chat"].Seen);
    }

    [Fact]
    public async Task One_that_names_its_own_and_another_is_refused()
    {
        var other = _suite.Tenants.AddTenant();
        foreach (var lines in new string[][] { [$"X-Tenant-ID: {_own}", $"X-Tenant-ID: {other}"], [$"X-Tenant-ID: {_own}", $"x_tenant_id: {other}"] })
        {
            var (status, _) = await RawHttp.SendAsync(_suite.Address, new[] { "GET /sessions HTTP/1.1", $"X-API-Key: {_key}" }.Concat(lines).ToList());
            Assert.Equal(403, status);
        }

        Assert.Equal(403, (await SendAsync($"X-Tenant-ID: {_own}", "&tenant_id={0}", other)).Status);
        Assert.Equal(403, (await SendAsync("X-Marker: 1", $"&tenant_id={_own}&tenant_id={{0}}", other)).Status);
    }

    [Theory]
    [InlineData("X-Tenant-ID: ", "")]
    [InlineData("X-Tenant-ID: Acme Inc.", "")]
    [InlineData("X-Tenant-ID: current", "")]
    [InlineData("X-Marker: 1", "&tenant_id")]
    [InlineData("X-Marker: 1", "&tenant_id=")]
    [InlineData("X-Marker: 1", "&tenant_id=%ff")]
    [InlineData("X-Tenant-ID: {0}, {0}", "")]
    public async Task What_is_no_tenants_id_is_told_so(string header, string query)
    {
        var (status, body) = await SendAsync(header, query, _own);

        Assert.Equal(400, status);
        Assert.Contains("\"INVALID_TENANT_ID\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_for_anyone_names_nobody()
    {
        var (status, _) = await RawHttp.SendAsync(_suite.Address, "GET /health?tenant_id=other HTTP/1.1", "X-Tenant-ID: other");

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task Without_a_credential_nothing_is_said_of_the_tenant_that_is_named()
    {
        using var response = await _suite.GetAsync($"/sessions?tenant_id={_own}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<(int Status, string Body)> SendAsync(string header, string query, string tenant) =>
        await RawHttp.SendAsync(_suite.Address, $"GET /sessions?limit=2{query.Replace("{0}", tenant, StringComparison.Ordinal)} HTTP/1.1",
            $"X-API-Key: {_key}", header.Replace("{0}", tenant, StringComparison.Ordinal));
}
