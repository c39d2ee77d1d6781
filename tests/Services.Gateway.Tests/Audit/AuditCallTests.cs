using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Audit;
using Nanobot.Platform.Bus.RollCalls;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Audit;

/// <summary>When the audit is read, a gateway has told of all that it answered before.</summary>
public sealed class AuditCallTests : IAsyncLifetime
{
    private Suite _suite = null!;

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync(null, null, static services => services.AddRollCall(AuditBatch.RollCall));
        await Eventually.TrueAsync(async () => (await CallAsync()).IsWhole);
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task Each_refusal_and_each_operators_visit_is_told_by_then()
    {
        var (tenant, suspended) = (_suite.Tenants.AddTenant(), _suite.Tenants.AddTenant("suspended"));
        var (key, visitor) = (_suite.Tenants.AddKey(TenantRole.TenantAdmin, suspended), _suite.Tenants.AddKey(TenantRole.Operator, null));
        for (var i = 1; i <= 10; i++)
        {
            using var refused = await _suite.GetAsync("/users", key);
            using var visited = await _suite.GetAsync($"/users?tenant_id={tenant}", visitor);
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (refused.StatusCode, visited.StatusCode));

            Assert.True((await CallAsync()).IsWhole);

            Assert.Equal(i, _suite.Tenants.Audited.Where(entry => entry.TenantId == suspended).Sum(static entry => entry.Count));
            Assert.Equal(i, _suite.Tenants.Audited.Count(entry => entry.TenantId == tenant && entry.Outcome == AuditOutcome.Accessed));
        }
    }

    [Fact]
    public async Task What_could_not_be_told_is_said_and_told_later_however_often_somebody_reads_meanwhile()
    {
        _suite.Tenants.AuditStatus = 503;
        var tenant = _suite.Tenants.AddTenant("suspended");
        using var refused = await _suite.GetAsync("/users", _suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        for (var i = 0; i < 12; i++)
        {
            var outcome = await CallAsync();
            Assert.Equal((false, 1), (outcome.IsWhole, outcome.Failed));
        }

        _suite.Tenants.AuditStatus = null;

        Assert.True((await CallAsync()).IsWhole);
        Assert.Equal(1, Assert.Single(_suite.Tenants.Audited, entry => entry.TenantId == tenant).Count);
        Assert.DoesNotContain(_suite.Tenants.Audited, static entry => entry.Outcome == AuditOutcome.Overflow);
    }

    private Task<RollCallOutcome> CallAsync() => _suite.Services.GetRequiredService<RollCall>().CallAsync(TimeSpan.FromSeconds(10), default);
}
