using System.Text;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging.Dapr;

/// <summary>Events of many tenants through a sidecar that publishes the entries of one call in any order.</summary>
public sealed class DaprBulkTests
{
    private static readonly (string, string)[] Batches = [("Messaging:PollInterval", "00:00:00.300")];

    [Fact]
    public async Task Many_tenants_go_out_in_few_calls_and_each_in_its_order()
    {
        await using var suite = await DaprSuite.StartAsync(subscribes: false, settings: Batches);
        var tenants = Enumerable.Range(0, 30).Select(static _ => TestContexts.User("ada", TestContexts.NewTenantId())).ToList();
        suite.Broker.IsSilent = true;

        // What is written while nobody answers is one batch in the end.
        foreach (var number in Enumerable.Range(0, 5))
        {
            await Task.WhenAll(tenants.Select(tenant => suite.Host.PublishAsync(tenant, new ThingHappened(number))));
        }

        suite.Broker.IsSilent = false;
        await Eventually.TrueAsync(async () => await suite.WaitingAsync() == 0);

        foreach (var tenant in tenants)
        {
            Assert.Equal(Enumerable.Range(0, 5), Numbers(suite, tenant));
        }

        Assert.InRange(suite.Broker.BulkCalls, 1, 60);
    }

    [Fact]
    public async Task An_entry_that_is_refused_waits_with_what_is_behind_it_and_holds_up_no_other_tenant()
    {
        var (ada, bob) = (TestContexts.User("ada", TestContexts.NewTenantId()), TestContexts.User("bob", TestContexts.NewTenantId()));
        var refused = true;
        await using var suite = await DaprSuite.StartAsync(options: new() { Refuses = envelope => Volatile.Read(ref refused) && envelope.Contains(ada.TenantId!, StringComparison.Ordinal) }, subscribes: false, settings: Batches);
        suite.Broker.IsSilent = true;
        await Task.WhenAll(suite.Host.PublishAsync(ada, new ThingHappened(1), new ThingHappened(2)), suite.Host.PublishAsync(bob, new ThingHappened(1), new ThingHappened(2)));
        suite.Broker.IsSilent = false;

        await Eventually.TrueAsync(() => Task.FromResult(Numbers(suite, bob).Count() == 2));
        Assert.Empty(Numbers(suite, ada));
        Volatile.Write(ref refused, false);
        await Eventually.TrueAsync(async () => await suite.WaitingAsync() == 0);

        Assert.Equal([1, 2], Numbers(suite, bob));
        Assert.Equal([1, 2], Numbers(suite, ada));
    }

    [Fact]
    public async Task Nothing_overtakes_the_events_of_a_call_that_failed_as_a_whole()
    {
        var tenants = Enumerable.Range(0, 3).Select(static _ => TestContexts.User("ada", TestContexts.NewTenantId())).ToList();
        await using var suite = await DaprSuite.StartAsync(options: new() { FailsBulk = static number => number == 2 }, subscribes: false, settings: Batches);
        suite.Broker.IsSilent = true;
        await Task.WhenAll(tenants.Select(tenant => suite.Host.PublishAsync(tenant, Enumerable.Range(1, 4).Select(static number => new ThingHappened(number)))));
        suite.Broker.IsSilent = false;

        await Eventually.TrueAsync(async () => await suite.WaitingAsync() == 0);

        Assert.True(suite.Broker.BulkCalls > 2);
        Assert.All(tenants, tenant => Assert.Equal([1, 2, 3, 4], Numbers(suite, tenant)));
    }

    [Fact]
    public async Task A_sidecar_that_knows_no_bulk_call_gets_each_by_itself()
    {
        await using var suite = await DaprSuite.StartAsync(options: new() { HasBulk = false }, subscribes: false, settings: Batches);
        var tenants = Enumerable.Range(0, 10).Select(static _ => TestContexts.User("ada", TestContexts.NewTenantId())).ToList();

        await Task.WhenAll(tenants.Select(tenant => suite.Host.PublishAsync(tenant, new ThingHappened(1), new ThingHappened(2))));
        await Eventually.TrueAsync(async () => await suite.WaitingAsync() == 0);

        Assert.All(tenants, tenant => Assert.Equal([1, 2], Numbers(suite, tenant)));
        Assert.Equal(0, suite.Broker.BulkCalls);
    }

    // As often as they arrived, without those that came again.
    private static IEnumerable<int> Numbers(DaprSuite suite, TenantContext tenant) => suite.Broker.Messages(ThingHappened.Topic)
        .Select(static message => JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(message.Data)))
        .Where(envelope => envelope.ToString().Contains(tenant.TenantId!, StringComparison.Ordinal))
        .DistinctBy(static envelope => envelope.GetProperty("id").GetString())
        .Select(static envelope => envelope.GetProperty("data").GetProperty("number").GetInt32());
}
