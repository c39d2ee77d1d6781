using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Audit;
using Nanobot.Platform.Bus.RollCalls;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Gateway.Tests.Audit;

/// <summary>Whoever reads the audit by one gateway finds what another one refused before.</summary>
public sealed class TwoGatewaysTests : IAsyncLifetime
{
    private readonly (string, string?) _redis = ("ConnectionStrings:cache", SuiteStores.Shared.CreateRedis());
    private Suite _first = null!;
    private Suite _second = null!;

    public async Task InitializeAsync()
    {
        _first = await Suite.StartAsync(null, null, static services => services.AddRollCall(AuditBatch.RollCall), _redis);
        _second = await Suite.StartAsync(settings: _redis);
        await Eventually.TrueAsync(async () => await CallAsync() is { IsWhole: true, Heard: 2 });
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Each_refusal_of_either_is_there_when_the_call_of_one_has_been_answered()
    {
        var tenant = TestContexts.NewTenantId();
        var suites = new[] { _first, _second };
        var keys = suites.Select(suite => suite.Tenants.AddKey(TenantRole.TenantAdmin, suite.Tenants.AddTenant("suspended", tenant))).ToList();
        for (var i = 1; i <= 10; i++)
        {
            foreach (var (suite, key) in suites.Zip(keys))
            {
                using var refused = await suite.GetAsync("/users", key);
                Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            }

            Assert.True((await CallAsync()).IsWhole);

            Assert.All(suites, suite => Assert.Equal(i, suite.Tenants.Audited.Where(entry => entry.TenantId == tenant).Sum(static entry => entry.Count)));
        }
    }

    [Fact]
    public async Task While_one_cannot_tell_it_is_said_and_what_it_holds_is_there_once_it_can()
    {
        var tenant = _second.Tenants.AddTenant("suspended");
        _second.Tenants.AuditStatus = 503;
        using var refused = await _second.GetAsync("/users", _second.Tenants.AddKey(TenantRole.TenantAdmin, tenant));

        Assert.Equal((false, 1), await CallAsync() is var outcome ? (outcome.IsWhole, outcome.Failed) : default);
        _second.Tenants.AuditStatus = null;

        Assert.True((await CallAsync()).IsWhole);
        Assert.Single(_second.Tenants.Audited, entry => entry.TenantId == tenant);
    }

    private Task<RollCallOutcome> CallAsync() => _first.Services.GetRequiredService<RollCall>().CallAsync(TimeSpan.FromSeconds(10), default);
}
