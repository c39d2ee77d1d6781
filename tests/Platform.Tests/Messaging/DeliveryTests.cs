using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging;

public sealed class DeliveryTests
{
    [Fact]
    public async Task A_committed_event_takes_effect_once_and_a_rolled_back_one_never()
    {
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Db.TransactionAsync(ada, async transaction =>
        {
            await transaction.PublishAsync(new ThingHappened(1), default);
            throw new InvalidOperationException("Changed my mind.");
        }, default));
        await host.PublishAsync(ada, new ThingHappened(2));

        await host.ExpectAsync(ada, 2);
        await host.SettleAsync();
        Assert.Equal([2], await host.EffectsAsync(ada));
        Assert.Single(await host.EntriesAsync(ThingHappened.Topic));
    }

    [Fact]
    public async Task Events_of_a_tenant_take_effect_in_the_order_in_which_they_were_written()
    {
        await using var host = await MessagingHost.StartAsync();
        var tenants = Enumerable.Range(0, 5).Select(_ => TestContexts.User()).ToList();

        for (var number = 0; number < 40; number++)
        {
            foreach (var tenant in tenants)
            {
                await host.PublishAsync(tenant, new ThingHappened(number));
            }
        }

        foreach (var tenant in tenants)
        {
            await host.ExpectAsync(tenant, Enumerable.Range(0, 40));
        }
    }

    [Fact]
    public async Task An_entry_has_the_fields_and_the_envelope_that_Dapr_writes_and_the_tenant_beside()
    {
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();

        await host.PublishAsync(ada, new ThingHappened(7, "seven"));
        await host.ExpectAsync(ada, 7);

        var entry = Assert.Single(await host.EntriesAsync(ThingHappened.Topic));
        Assert.Equal(["data", "metadata"], entry.Keys.Order());
        Assert.Equal("{}", entry["metadata"]);
        using var document = JsonDocument.Parse(entry["data"]);
        var envelope = document.RootElement;
        Assert.Equal(
            ["data", "datacontenttype", "id", "pubsubname", "source", "specversion", "tenantcontext", "tenantid", "time", "topic", "traceid", "traceparent", "tracestate", "type", "userid"],
            envelope.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal("1.0", envelope.GetProperty("specversion").GetString());
        Assert.Equal("application/json", envelope.GetProperty("datacontenttype").GetString());
        Assert.Equal("pubsub", envelope.GetProperty("pubsubname").GetString());
        Assert.Equal(MessagingHost.Group, envelope.GetProperty("source").GetString());
        Assert.Equal(ThingHappened.Topic, envelope.GetProperty("topic").GetString());
        Assert.Equal("""{"number":7,"note":"seven"}""", envelope.GetProperty("data").GetRawText());
        Assert.Equal(ada.TenantId, envelope.GetProperty("tenantid").GetString());
        Assert.Equal(ada.UserId, envelope.GetProperty("userid").GetString());
        var context = host.Services.GetRequiredService<TenantContextCodec>().Verify(envelope.GetProperty("tenantcontext").GetString(), ContextAudience.Event);
        Assert.Equal(ada, context);
    }

    [Fact]
    public async Task An_event_that_is_delivered_again_takes_no_effect_again()
    {
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);
        var entry = Assert.Single(await host.EntriesAsync(ThingHappened.Topic));

        await host.AddAsync(entry["data"]);
        await host.AddAsync(entry["data"]);
        await host.PublishAsync(ada, new ThingHappened(2));

        await host.ExpectAsync(ada, 1, 2);
        await host.SettleAsync();
        Assert.Equal([1, 2], await host.EffectsAsync(ada));
    }

    [Fact]
    public async Task A_transaction_that_commits_late_is_published_though_later_ids_are_out_already()
    {
        await using var host = await MessagingHost.StartAsync();
        var slow = TestContexts.User();
        var quick = TestContexts.User();

        await host.Db.TransactionAsync(slow, async transaction =>
        {
            await transaction.PublishAsync(new ThingHappened(1), default);
            await host.PublishAsync(quick, new ThingHappened(2));
            await host.ExpectAsync(quick, 2);
        }, default);

        await host.ExpectAsync(slow, 1);
    }

    [Fact]
    public async Task Two_instances_keep_a_tenants_order_between_them()
    {
        await using var first = await MessagingHost.StartAsync();
        await using var second = await MessagingHost.StartAsync(beside: first);
        var ada = TestContexts.User();

        for (var number = 0; number < 50; number++)
        {
            await (number % 2 == 0 ? first : second).PublishAsync(ada, new ThingHappened(number));
        }

        await first.ExpectAsync(ada, Enumerable.Range(0, 50));
    }
}
