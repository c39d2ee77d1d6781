using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging.Dapr;

public sealed class DaprDeliveryTests
{
    [Fact]
    public async Task A_committed_event_goes_through_the_sidecar_and_takes_effect_once()
    {
        await using var suite = await DaprSuite.StartAsync();
        var ada = TestContexts.User();

        await Assert.ThrowsAsync<InvalidOperationException>(() => suite.Host.Db.TransactionAsync(ada, async transaction =>
        {
            await transaction.PublishAsync(new ThingHappened(1), default);
            throw new InvalidOperationException("Changed my mind.");
        }, default));
        await suite.Host.PublishAsync(ada, new ThingHappened(2));

        await suite.Host.ExpectAsync(ada, 2);
        await suite.SettleAsync();
        Assert.Equal([2], await suite.Host.EffectsAsync(ada));
        Assert.Single(suite.Broker.Messages(ThingHappened.Topic));
        Assert.Empty(await suite.Host.EntriesAsync(ThingHappened.Topic));
    }

    [Fact]
    public async Task An_event_that_the_sidecar_delivers_twice_takes_effect_once()
    {
        await using var suite = await DaprSuite.StartAsync(options: new() { DeliversTwice = true });
        var ada = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(1), new ThingHappened(2));

        await suite.Host.ExpectAsync(ada, 1, 2);
        await suite.SettleAsync();
        Assert.Equal([1, 2], await suite.Host.EffectsAsync(ada));
        Assert.Empty(suite.Broker.Messages(DaprSuite.DeadLetters));
    }

    [Fact]
    public async Task Events_of_a_tenant_take_effect_in_the_order_in_which_they_were_written()
    {
        await using var suite = await DaprSuite.StartAsync();
        var tenants = Enumerable.Range(0, 5).Select(_ => TestContexts.User()).ToList();

        for (var number = 0; number < 30; number++)
        {
            foreach (var tenant in tenants)
            {
                await suite.Host.PublishAsync(tenant, new ThingHappened(number));
            }
        }

        foreach (var tenant in tenants)
        {
            await suite.Host.ExpectAsync(tenant, Enumerable.Range(0, 30));
        }
    }

    [Fact]
    public async Task An_event_that_fails_at_first_is_not_overtaken_by_its_tenants_next_and_holds_up_no_other_tenant()
    {
        using var others = new SemaphoreSlim(0);
        var attempts = 0;
        var before = new Before
        {
            Act = async (thing, _, token) =>
            {
                if (thing.Number == 1 && Interlocked.Increment(ref attempts) == 1)
                {
                    await others.WaitAsync(token);
                    throw new InvalidOperationException("Not now.");
                }
            },
        };
        await using var suite = await DaprSuite.StartAsync(before, new() { Concurrency = 10 });
        var ada = TestContexts.User();
        var bob = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(1));
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref attempts) == 1));
        await suite.Host.PublishAsync(ada, new ThingHappened(2));
        await suite.Host.PublishAsync(bob, new ThingHappened(3));

        await suite.Host.ExpectAsync(bob, 3);
        Assert.Empty(await suite.Host.EffectsAsync(ada));
        others.Release();
        await suite.Host.ExpectAsync(ada, 1, 2);
    }

    [Fact]
    public async Task The_envelope_is_carried_member_for_member_and_the_sidecar_sets_only_what_is_its_own()
    {
        await using var suite = await DaprSuite.StartAsync();
        var ada = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(7, "sevén <&>"));
        await suite.Host.ExpectAsync(ada, 7);

        var written = await suite.Host.OwnerScalarAsync<string>("select envelope::text from nanobot.outbox");
        var carried = Assert.Single(suite.Broker.Messages(ThingHappened.Topic));
        var envelope = JsonNode.Parse(carried.Data)!.AsObject();
        Assert.True(envelope.Remove("tenantcontext"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written), envelope), $"{written} became {envelope.ToJsonString()}");
        Assert.Empty(carried.Metadata);
    }

    [Fact]
    public async Task No_more_events_are_taken_at_once_than_the_limit_says_and_the_others_wait()
    {
        var now = 0;
        var most = 0;
        var before = new Before
        {
            Act = async (_, _, token) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                await Task.Delay(TimeSpan.FromMilliseconds(30), token);
                Interlocked.Decrement(ref now);
            },
        };
        await using var suite = await DaprSuite.StartAsync(before, subscribes: false, settings: [("Messaging:MaximumOpenDeliveries", "2")]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => suite.PostAsync(DaprSuite.Envelope(TestContexts.User(), number), DaprSuite.AppToken)));

        foreach (var answer in answers)
        {
            Assert.Equal("SUCCESS", await DaprSuite.StatusAsync(answer));
        }

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Publishing_and_handling_are_spans_of_the_writers_trace_and_say_what_carried_the_event()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Nanobot.Messaging",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var suite = await DaprSuite.StartAsync();
        var ada = TestContexts.User();
        using var writer = new Activity("writer").SetIdFormat(ActivityIdFormat.W3C).Start();

        await suite.Host.PublishAsync(ada, new ThingHappened(1));
        await suite.Host.ExpectAsync(ada, 1);
        await suite.SettleAsync();

        var mine = spans.Where(span => span.TraceId == writer.TraceId).ToList();
        Assert.Equal([ActivityKind.Producer, ActivityKind.Consumer], mine.Select(span => span.Kind).Order());
        Assert.All(mine, span => Assert.Equal(writer.SpanId, span.ParentSpanId));
        Assert.All(mine, span => Assert.Equal("dapr", span.GetTagItem("messaging.system")));
    }

    [Fact]
    public async Task An_event_may_be_larger_than_what_the_outside_may_send()
    {
        await using var suite = await DaprSuite.StartAsync();
        var ada = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(1, new string('x', 3 * 1024 * 1024)));

        await suite.Host.ExpectAsync(ada, 1);
        await suite.SettleAsync();
        Assert.Empty(suite.Broker.Messages(DaprSuite.DeadLetters));
    }

    [Fact]
    public async Task The_component_may_have_another_name()
    {
        await using var suite = await DaprSuite.StartAsync(options: new() { PubSub = "events" }, settings: [("Messaging:PubSub", "events")]);
        var ada = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(1));

        await suite.Host.ExpectAsync(ada, 1);
        Assert.Equal("events", JsonNode.Parse(Assert.Single(suite.Broker.Messages(ThingHappened.Topic)).Data)!["pubsubname"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_sidecar_is_told_of_each_topic_with_its_route_and_its_dead_letters()
    {
        await using var suite = await DaprSuite.StartAsync();

        using var response = await suite.GetAsync("dapr/subscribe", DaprSuite.AppToken);

        var item = Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray())!;
        Assert.Equal("pubsub", item["pubsubName"]!.GetValue<string>());
        Assert.Equal(ThingHappened.Topic, item["topic"]!.GetValue<string>());
        Assert.Equal($"events/{ThingHappened.Topic}", item["route"]!.GetValue<string>());
        Assert.Equal(DaprSuite.DeadLetters, item["deadLetterTopic"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_a_sidecar_wrote_to_the_suites_Redis_is_heard_by_every_process_too()
    {
        await using var suite = await DaprSuite.StartAsync();
        var ada = TestContexts.User();
        await suite.Host.PublishAsync(ada, new ThingHappened(5));
        await suite.Host.ExpectAsync(ada, 5);
        var carried = System.Text.Encoding.UTF8.GetString(Assert.Single(suite.Broker.Messages(ThingHappened.Topic)).Data);

        await using var listening = await BroadcastTests.StartAsync();
        await Eventually.TrueAsync(async () =>
        {
            await listening.AddAsync(carried);
            return BroadcastTests.Heard(listening).Contains(5);
        });
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
