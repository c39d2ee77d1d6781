using System.Net.Http.Json;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Events;

public sealed class TierTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private readonly Suite _suite = fixture.Suite;

    [Fact]
    public async Task Modules_are_given_the_new_plan_and_epoch_at_once_and_others_keep_theirs()
    {
        var (tenant, other) = (_suite.Tenants.AddTenant(), _suite.Tenants.AddTenant());
        var (key, others) = (_suite.Tenants.AddKey(TenantRole.User, tenant, "ada"), _suite.Tenants.AddKey(TenantRole.User, other, "ada"));
        Assert.Equal(("professional", 1), await PlanAsync(key));

        // The tenants module would still say the old one, as it would for a look-up that began before.
        await ChangeUntilAsync(tenant, "enterprise", "active", 2, key, ("enterprise", 2));

        Assert.Equal(("professional", 1), await PlanAsync(others));
        var second = _suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant);
        Assert.Equal(("enterprise", 2), await PlanAsync(second));
    }

    [Fact]
    public async Task A_plan_that_is_told_late_does_not_undo_a_later_one()
    {
        var (tenant, other) = (_suite.Tenants.AddTenant(), _suite.Tenants.AddTenant());
        var (key, others) = (_suite.Tenants.AddKey(TenantRole.User, tenant, "ada"), _suite.Tenants.AddKey(TenantRole.User, other, "ada"));
        Assert.Equal(("professional", 1), await PlanAsync(key));
        await ChangeUntilAsync(tenant, "enterprise", "active", 5, key, ("enterprise", 5));

        await ToldAsync(tenant, "free", "active", 4);
        await ChangeUntilAsync(other, "basic", "active", 2, others, ("basic", 2));

        // Whoever has heard what was told after it has heard it.
        Assert.Equal(("enterprise", 5), await PlanAsync(key));
    }

    [Fact]
    public async Task A_plan_that_changes_while_the_tenant_is_suspended_holds_once_it_is_activated()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.Equal(("professional", 1), await PlanAsync(key));

        await ChangeUntilAsync(tenant, "free", "suspended", 3, key, null);
        await Eventually.TrueAsync(async () =>
        {
            await _suite.BroadcastAsync(tenant, new TenantActivated(tenant, 4), Signed(tenant, "free", 4));
            return await PlanAsync(key) == ("free", 4);
        });
    }

    // The listener hears what comes after its start, so the first change may have to be said again.
    private Task ChangeUntilAsync(string tenant, string tier, string status, long epoch, string key, (string?, long)? expected) => Eventually.TrueAsync(async () =>
    {
        await ToldAsync(tenant, tier, status, epoch);
        return await PlanAsync(key) == expected;
    });

    private Task ToldAsync(string tenant, string tier, string status, long epoch) =>
        _suite.BroadcastAsync(tenant, new TenantTierChanged(tenant, tier, "professional", status, epoch), Signed(tenant, tier, epoch));

    private string Signed(string tenant, string plan, long epoch) =>
        _suite.Tenants.Codec.Sign(TestContexts.Of(tenant, null, TenantRole.TenantAdmin, plan, epoch), ContextAudience.Event);

    /// <summary>The plan and the epoch that a module is given; null where the request is refused.</summary>
    private async Task<(string? Plan, long Epoch)?> PlanAsync(string key)
    {
        using var response = await _suite.GetAsync("/tenants/current", key);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        var context = _suite.ContextOf((await response.Content.ReadFromJsonAsync<SeenRequest>())!)!;
        return (context.Plan, context.Epoch);
    }
}
