using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Tests.Messaging.Trimming;

/// <summary>Before the bound by length takes what a group has not acknowledged, it is told of.</summary>
public sealed class HeldStreamTests
{
    private static readonly MessagingOptions Small = new() { MaxLenApprox = 1_000 };

    [Theory]
    [InlineData(799, false)]
    [InlineData(800, true)]
    public async Task A_group_that_has_not_read_most_of_what_a_stream_may_hold_is_told_of(int unread, bool told)
    {
        await using var topic = await TrimmedTopic.CreateAsync(Small);
        await topic.AddManyAsync(unread, age: 10);
        await topic.ReadAsync("gone", 0);

        await topic.TrimAsync();

        Assert.Equal(told ? [$"Group gone holds {unread} of the 1000 entries that {topic.Name} keeps: beyond them the oldest are lost to it"] : [], topic.Warnings);
    }

    [Fact]
    public async Task A_group_whose_one_pending_entry_holds_the_stream_is_told_of()
    {
        await using var topic = await TrimmedTopic.CreateAsync(Small);
        await topic.AddAsync(300);
        await topic.AddManyAsync(900, age: 200);
        await topic.ReadAsync("stuck", 1);
        await topic.Redis.ExecuteAsync("XGROUP", "SETID", topic.Name, "stuck", "$", "ENTRIESREAD", 901);

        await topic.TrimAsync();

        Assert.StartsWith("Group stuck holds 901 ", Assert.Single(topic.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_stream_that_every_group_has_acknowledged_alarms_nobody()
    {
        await using var topic = await TrimmedTopic.CreateAsync(Small);
        await topic.AddManyAsync(900, age: 10);
        await topic.ReadAsync("reader", 0);
        await topic.Redis.ExecuteAsync("XGROUP", "SETID", topic.Name, "reader", "$", "ENTRIESREAD", 900);

        await topic.TrimAsync();

        Assert.Empty(topic.Warnings);
    }

    [Fact]
    public async Task The_length_of_a_stream_and_what_each_group_has_not_acknowledged_are_measured()
    {
        var values = new ConcurrentDictionary<(string, string?), long>();
        await using var topic = await TrimmedTopic.CreateAsync();
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
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
            if (named.GetValueOrDefault("topic") == topic.Name)
            {
                values[(instrument.Name, named.GetValueOrDefault("group"))] = value;
            }
        });
        listener.Start();
        await topic.AddAsync(50, 40, 30, 20, 10);
        await topic.ReadAsync("half", 3);
        await topic.AcknowledgeAsync("half", 50);
        await topic.ReadAsync("none", 0);

        await topic.TrimAsync();

        Assert.Equal(5, values[("nanobot.messaging.stream.length", null)]);
        Assert.Equal(4, values[("nanobot.messaging.stream.unacknowledged", "half")]);
        Assert.Equal(5, values[("nanobot.messaging.stream.unacknowledged", "none")]);
    }
}
