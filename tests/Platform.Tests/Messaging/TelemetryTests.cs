using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Publishing_and_handling_are_spans_of_the_writers_trace()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Nanobot.Messaging",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();
        using var writer = new Activity("writer").SetIdFormat(ActivityIdFormat.W3C).Start();

        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);
        await host.SettleAsync();

        var mine = spans.Where(span => span.TraceId == writer.TraceId).ToList();
        Assert.All(mine, span => Assert.Equal(writer.SpanId, span.ParentSpanId));
        var published = Assert.Single(mine, span => span.Kind == ActivityKind.Producer);
        Assert.Equal($"publish {ThingHappened.Topic}", published.DisplayName);
        Assert.Equal(ada.TenantId, published.GetTagItem("tenant.id"));
        var handled = Assert.Single(mine, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal($"process {ThingHappened.Topic}", handled.DisplayName);
        Assert.Equal(ThingHappened.Topic, handled.GetTagItem("messaging.destination.name"));
        Assert.Equal(MessagingHost.Group, handled.GetTagItem("messaging.consumer.group.name"));
        Assert.Equal(published.GetTagItem("messaging.message.id"), handled.GetTagItem("messaging.message.id"));
    }

    [Fact]
    public async Task Published_and_consumed_events_are_counted_by_topic_and_tenant()
    {
        var counts = new ConcurrentDictionary<(string Instrument, object? Tenant), long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Nanobot.Messaging")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            object? tenant = null;
            foreach (var tag in tags)
            {
                tenant = tag.Key == "tenant.id" ? tag.Value : tenant;
            }

            counts.AddOrUpdate((instrument.Name, tenant), value, (_, sum) => sum + value);
        });
        listener.Start();
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();

        await host.PublishAsync(ada, new ThingHappened(1), new ThingHappened(2));

        await Eventually.TrueAsync(() => Task.FromResult(
            counts.GetValueOrDefault(("nanobot.messaging.published", ada.TenantId)) == 2
            && counts.GetValueOrDefault(("nanobot.messaging.consumed", ada.TenantId)) == 2));
    }
}
