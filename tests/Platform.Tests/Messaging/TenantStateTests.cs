using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Contracts;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>A module that stores work knows whose tenants may have it done.</summary>
public sealed class TenantStateTests : IAsyncLifetime
{
    private static readonly PlatformScope Scope = new("tests");
    private readonly string _tenant = TestContexts.NewTenantId();
    private MessagingHost _host = null!;

    public async Task InitializeAsync() => _host = await StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_tenants_creation_and_each_change_of_its_status_are_noted()
    {
        Assert.Null(await StateAsync());

        await TellAsync(new TenantCreated(_tenant, "Acme", "free", "UTC", 1), 1, "free");
        await IsAsync(("active", "free", 1));
        await TellAsync(new TenantSuspended(_tenant, 2), 2, "free");
        await IsAsync(("suspended", "free", 2));
        await TellAsync(new TenantActivated(_tenant, 3), 3, "enterprise");
        await IsAsync(("active", "enterprise", 3));
        await TellAsync(new TenantExpired(_tenant, 4), 4, "enterprise");
        await IsAsync(("expired", "enterprise", 4));
        await TellAsync(new TenantDeleted(_tenant, 5), 5, "enterprise");
        await IsAsync(("deleted", "enterprise", 5));
    }

    [Fact]
    public async Task What_is_told_late_does_not_undo_what_is_known_of_a_later_epoch()
    {
        await TellAsync(new TenantSuspended(_tenant, 5), 5, "free");
        await IsAsync(("suspended", "free", 5));

        await TellAsync(new TenantActivated(_tenant, 4), 4, "basic");
        await TellAsync(new TenantCreated(_tenant, "Acme", "basic", "UTC", 1), 1, "basic");
        await Eventually.TrueAsync(async () => await _host.OwnerScalarAsync<long>("select count(*) from nanobot.inbox") == 3);

        Assert.Equal(("suspended", "free", 5), await StateAsync());
    }

    [Fact]
    public async Task A_context_that_came_by_makes_a_tenant_known_and_never_lowers_its_epoch()
    {
        await RememberAsync("free", 3);
        Assert.Equal(("active", "free", 3), await StateAsync());

        await RememberAsync("basic", 2);
        await RememberAsync("basic", 3);
        Assert.Equal(("active", "free", 3), await StateAsync());

        await RememberAsync("basic", 4);
        Assert.Equal(("active", "basic", 4), await StateAsync());
    }

    [Fact]
    public async Task A_context_of_before_a_suspension_does_not_undo_it_and_one_of_after_does()
    {
        await TellAsync(new TenantSuspended(_tenant, 5), 5, "free");
        await IsAsync(("suspended", "free", 5));

        await RememberAsync("free", 4);
        await RememberAsync("free", 5);
        Assert.Equal(("suspended", "free", 5), await StateAsync());

        await RememberAsync("free", 6);
        Assert.Equal(("active", "free", 6), await StateAsync());
    }

    [Fact]
    public async Task A_new_plan_is_noted_and_neither_lifts_a_suspension_nor_is_undone_by_what_is_of_before()
    {
        await TellAsync(new TenantTierChanged(_tenant, "enterprise", "free", "active", 2), 2, "enterprise");
        await IsAsync(("active", "enterprise", 2));
        await RememberAsync("free", 1);
        await RememberAsync("free", 2);
        await TellAsync(new TenantTierChanged(_tenant, "basic", "enterprise", "suspended", 4), 4, "basic");
        await IsAsync(("suspended", "basic", 4));

        // The suspension itself comes later than what was done after it.
        await TellAsync(new TenantSuspended(_tenant, 3), 3, "enterprise");
        await Eventually.TrueAsync(async () => await _host.OwnerScalarAsync<long>("select count(*) from nanobot.inbox") == 3);

        Assert.Equal(("suspended", "basic", 4), await StateAsync());
    }

    [Fact]
    public async Task A_tenants_zone_is_noted_from_its_creation_or_from_the_first_context_that_has_it_and_stays()
    {
        await TellAsync(new TenantSuspended(_tenant, 5), 5, "free");
        await IsAsync(("suspended", "free", 5));
        Assert.Null(await ZoneAsync());

        // The creation comes late, and says nothing of the status any more.
        await TellAsync(new TenantCreated(_tenant, "Acme", "basic", "Asia/Shanghai", 1), 1, "basic");
        await Eventually.GetAsync(ZoneAsync, static zone => zone == "Asia/Shanghai");
        await RememberAsync("free", 6, "Europe/Berlin");

        Assert.Equal("Asia/Shanghai", await ZoneAsync());
        Assert.Equal(("active", "free", 6), await StateAsync());
    }

    [Fact]
    public async Task A_context_of_a_known_epoch_brings_the_zone_alone()
    {
        await TellAsync(new TenantSuspended(_tenant, 5), 5, "free");
        await IsAsync(("suspended", "free", 5));

        await RememberAsync("basic", 5, "Europe/Berlin");

        Assert.Equal("Europe/Berlin", await ZoneAsync());
        Assert.Equal(("suspended", "free", 5), await StateAsync());
    }

    [Fact]
    public async Task An_event_without_a_tier_leaves_the_known_one()
    {
        await RememberAsync("professional", 3);

        await TellAsync(new TenantSuspended(_tenant, 4), 4, null);

        await IsAsync(("suspended", "professional", 4));
    }

    [Fact]
    public async Task Many_contexts_at_once_leave_the_highest_epoch()
    {
        await Task.WhenAll(Enumerable.Range(1, 40).Select(epoch => RememberAsync("free", epoch % 20)));

        Assert.Equal(("active", "free", 19), await StateAsync());
    }

    [Fact]
    public async Task A_claim_sees_the_tenants_that_work_and_no_tenant_sees_another()
    {
        await RememberAsync("free", 1);
        var suspended = TestContexts.NewTenantId();
        await _host.PublishTenantAsync(suspended, new TenantSuspended(suspended, 2), 2, "free");
        await Eventually.TrueAsync(async () => await _host.OwnerScalarAsync<long>("select count(*) from nanobot.tenant_states") == 2);

        var claimed = await _host.Services.GetRequiredService<PlatformDb>().QueryAsync(Scope,
            new Sql($"select tenant_id, {TenantStates.Columns} from {TenantStates.Table} where {TenantStates.Works}"),
            row => TenantContext.ForWork(row.GetString(0), "ada", row.GetString(1), row.GetInt64(2)), default);
        Assert.Equal([TestContexts.Of(_tenant, "ada", TenantRole.User, "free", 1)], claimed);

        Assert.Equal([_tenant], await _host.Db.QueryAsync(TestContexts.Admin(_tenant),
            new Sql($"select tenant_id from {TenantStates.Table}"), row => row.GetString(0), default));
    }

    private static Task<MessagingHost> StartAsync() => MessagingHost.StartAsync(
        configure: builder =>
        {
            foreach (var topic in TenantStateTopics.All)
            {
                topic.AddHandler(builder);
            }
        },
        map: app =>
        {
            foreach (var topic in TenantStateTopics.All)
            {
                topic.Map(app);
            }
        });

    private Task TellAsync<TEvent>(TEvent integrationEvent, long epoch, string? plan)
        where TEvent : IIntegrationEvent<TEvent> => _host.PublishTenantAsync(_tenant, integrationEvent, epoch, plan);

    private async Task<string?> ZoneAsync() => await _host.Db.QuerySingleAsync(TestContexts.Admin(_tenant),
        new Sql("select time_zone from nanobot.tenant_states"), static row => row.IsDBNull(0) ? null : row.GetString(0), default);

    private Task RememberAsync(string plan, long epoch, string? zone = null)
    {
        var context = TestContexts.Of(_tenant, "ada", TenantRole.User, plan, epoch, timeZone: zone);
        return _host.Db.ExecuteAsync(context, TenantStates.Remember(context), default);
    }

    private Task IsAsync((string, string?, long) expected) => Eventually.GetAsync(StateAsync, state => state == expected);

    private async Task<(string Status, string? Plan, long Epoch)?> StateAsync()
    {
        var rows = await _host.Db.QueryAsync(TestContexts.Admin(_tenant), new Sql("select status, plan, epoch from nanobot.tenant_states"),
            row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2)), default);
        return rows is [var only] ? only : null;
    }
}
