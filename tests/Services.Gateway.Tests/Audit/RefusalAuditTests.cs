using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Audit;

/// <summary>Whoever is known and refused is told of to the tenants module, once for each refusal and cheaply for many.</summary>
public sealed class RefusalAuditTests : IAsyncLifetime
{
    private Suite _suite = null!;

    public async Task InitializeAsync() => _suite = await Suite.StartAsync(map: static (module, app) =>
    {
        if (module == "reports")
        {
            app.MapGet("/reports", static (HttpContext http) => Refuse(http, 403, "PERMISSION_DENIED"));
            app.MapGet("/reports/{id}", static (HttpContext http) => Refuse(http, 404, "REPORT_NOT_FOUND"));
            app.MapPost("/reports", static (HttpContext http) => Refuse(http, 400, "VALIDATION_FAILED"));
        }
    });

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task A_guards_refusal_is_an_entry_that_says_who_what_and_why()
    {
        var tenant = _suite.Tenants.AddTenant("suspended");
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        using var response = await _suite.GetAsync("/sessions/1234", key);
        var problem = await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "TENANT_SUSPENDED");

        var entry = Assert.Single(await _suite.Tenants.AuditedOfAsync(tenant, 1));

        Assert.Equal(("sessions.get", "1234", "TENANT_SUSPENDED", "user", "ada", TenantsStub.IdOf(key), "127.0.0.1", problem.GetProperty("traceId").GetString()),
            (entry.Operation, entry.Target, entry.Outcome, entry.Role, entry.UserId, entry.KeyId, entry.Address, entry.TraceId));
    }

    [Fact]
    public async Task A_modules_refusal_is_told_once_and_its_header_stays_inside()
    {
        var (tenant, key) = UserKey();
        using var denied = await _suite.GetAsync("/reports", key);
        using var missing = await _suite.GetAsync("/reports/1", key);
        using var invalid = await _suite.SendAsync(HttpMethod.Post, "/reports", key, JsonContent.Create(new { }));

        var entries = await _suite.Tenants.AuditedOfAsync(tenant, 2);

        // That there is nothing to read is no refusal; that nothing is made is one.
        Assert.Equal(["reports.create VALIDATION_FAILED", "reports.list PERMISSION_DENIED"], entries.Select(static entry => $"{entry.Operation} {entry.Outcome}").Order(StringComparer.Ordinal));
        Assert.All([denied, missing, invalid], static response => Assert.DoesNotContain(response.Headers, static header => header.Key.StartsWith("X-Tenant", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Many_equal_refusals_are_few_entries_with_their_number()
    {
        const int Many = 400;
        var tenant = _suite.Tenants.AddTenant("suspended");
        var key = _suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant);
        await Task.WhenAll(Enumerable.Range(0, Many).Select(async _ => (await _suite.GetAsync("/users", key)).Dispose()));

        var entries = await _suite.Tenants.AuditedOfAsync(tenant, Many);

        Assert.Equal(Many, entries.Sum(static entry => entry.Count));
        Assert.InRange(entries.Count, 1, 40);
    }

    [Fact]
    public async Task Nobody_known_and_nothing_refused_is_no_entry()
    {
        var (_, key) = UserKey();
        var watched = _suite.Tenants.AddTenant("suspended");
        using var unknown = await _suite.GetAsync("/sessions", TenantsStub.NewKey());
        using var none = await _suite.GetAsync("/sessions");
        using var fine = await _suite.GetAsync("/sessions", key);
        using var route = await _suite.GetAsync("/no-such-route", key);
        using var last = await _suite.GetAsync("/sessions", _suite.Tenants.AddKey(TenantRole.TenantAdmin, watched));

        await _suite.Tenants.AuditedOfAsync(watched, 1);

        Assert.Equal(watched, Assert.Single(_suite.Tenants.Audited).TenantId);
    }

    [Fact]
    public async Task What_is_not_taken_is_told_again_with_the_same_ids()
    {
        _suite.Tenants.AuditStatus = 503;
        var tenant = _suite.Tenants.AddTenant("suspended");
        using var response = await _suite.GetAsync("/users", _suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        await Testing.Eventually.TrueAsync(() => Task.FromResult(_suite.Tenants.AuditCalls.Count >= 2));
        Assert.Empty(_suite.Tenants.Audited);
        _suite.Tenants.AuditStatus = null;

        Assert.Single(await _suite.Tenants.AuditedOfAsync(tenant, 1));
    }

    [Fact]
    public async Task What_waits_when_the_gateway_ends_is_told_before_that()
    {
        _suite.Tenants.AuditStatus = 503;
        var tenant = _suite.Tenants.AddTenant("suspended");
        using var response = await _suite.GetAsync("/users", _suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        await Testing.Eventually.TrueAsync(() => Task.FromResult(!_suite.Tenants.AuditCalls.IsEmpty));
        _suite.Tenants.AuditStatus = null;

        await _suite.DisposeAsync();

        Assert.Contains(_suite.Tenants.Audited, entry => entry.TenantId == tenant);
    }

    [Fact]
    public async Task A_token_that_is_issued_or_refused_is_an_entry_and_the_module_is_told_who_ends_tokens()
    {
        var (tenant, key) = UserKey();
        using var issued = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", key, JsonContent.Create(new { }));
        using var refused = await _suite.SendAsync(HttpMethod.Post, "/users/bob/tokens", key, JsonContent.Create(new { }));
        using var ended = await _suite.SendAsync(HttpMethod.Delete, "/users/ada/tokens", key);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NoContent), (issued.StatusCode, refused.StatusCode, ended.StatusCode));

        var entries = await _suite.Tenants.AuditedOfAsync(tenant, 2);

        Assert.Equal(["ada ok", "bob USER_NOT_FOUND"], entries.Select(static entry => $"{entry.Target} {entry.Outcome}").Order(StringComparer.Ordinal));
        var actor = _suite["tenants"].Seen.Single(static seen => seen.Path.EndsWith("/tokens/end", StringComparison.Ordinal)).Single(TenantHeaders.Actor);
        Assert.Contains("\"operation\":\"users.tokens.revoke\"", actor, StringComparison.Ordinal);
        Assert.Contains($"\"key_id\":\"{TenantsStub.IdOf(key)}\"", actor, StringComparison.Ordinal);
    }

    private (string Tenant, string Key) UserKey()
    {
        var tenant = _suite.Tenants.AddTenant();
        _suite.Tenants.AddUser(tenant, "ada");
        return (tenant, _suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
    }

    private static IResult Refuse(HttpContext http, int status, string code)
    {
        http.Response.Headers[TenantHeaders.Refusal] = code;
        return Results.Json(new { code }, statusCode: status);
    }
}
