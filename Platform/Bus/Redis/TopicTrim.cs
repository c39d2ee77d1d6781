using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Names;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>
/// Removes from a topic's stream what nobody needs any more: what every group has acknowledged and is past
/// <see cref="MessagingOptions.StreamRetention"/>; where there is no group, what is older than the outbox's window. Groups only
/// move on, so that it does no harm when several processes do so at once.
/// </summary>
internal sealed partial class TopicTrim(
    StreamCommands streams, MessagingMetrics metrics, IOptions<MessagingOptions> options, TimeProvider time, ILogger<TopicTrim> logger)
{
    // Redis frees this many before it answers others; what a pass does not get to goes with the next one.
    private const int MostAtOnce = 10_000;
    private const int MostSteps = 100;

    // Of the bound by length, from where on a group that holds so much is told of.
    private const double Alarming = 0.8;

    public async Task TrimAsync(string topic, CancellationToken cancellationToken)
    {
        // Where there is no stream, Redis knows of no groups either, and says so by an error.
        if (await LengthAsync(topic, cancellationToken) == 0)
        {
            return;
        }

        var groups = await StandingsAsync(topic, cancellationToken);
        var bound = BoundOf(groups);
        await RemoveBeforeAsync(topic, bound, cancellationToken);
        Tell(topic, await LengthAsync(topic, cancellationToken), groups, bound);
    }

    private Task<long> LengthAsync(string topic, CancellationToken cancellationToken) =>
        streams.RunAsync(database => database.StreamLengthAsync(RedisNames.OfTopic(topic)), cancellationToken);

    private async Task<GroupStanding[]> StandingsAsync(string topic, CancellationToken cancellationToken)
    {
        var groups = await streams.RunAsync(database => database.StreamGroupInfoAsync(RedisNames.OfTopic(topic)), cancellationToken);
        return await Task.WhenAll(groups.Select(async group =>
        {
            var pending = group.PendingMessageCount == 0
                ? null
                : (string?)(await streams.RunAsync(database => database.StreamPendingAsync(RedisNames.OfTopic(topic), group.Name), cancellationToken)).LowestPendingMessageId;
            return new GroupStanding(group.Name, StreamId.Parse(pending ?? group.LastDeliveredId!), group.Lag + group.PendingMessageCount);
        }));
    }

    private StreamId BoundOf(GroupStanding[] groups)
    {
        var now = time.GetUtcNow();
        return groups.Length == 0
            ? StreamId.At(now - options.Value.OutboxRetention)
            : groups.Select(static group => group.Needs).Aggregate(StreamId.At(now - options.Value.StreamRetention), static (bound, needs) => needs.IsBefore(bound) ? needs : bound);
    }

    private async Task RemoveBeforeAsync(string topic, StreamId bound, CancellationToken cancellationToken)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var removed = await streams.RunAsync(
                database => database.StreamTrimByMinIdAsync(RedisNames.OfTopic(topic), bound.ToString(), useApproximateMaxLength: true, limit: MostAtOnce), cancellationToken);
            if (removed == 0)
            {
                return;
            }
        }
    }

    private void Tell(string topic, long length, GroupStanding[] groups, StreamId bound)
    {
        metrics.StreamLength(topic, length);
        var alarming = Alarming * options.Value.MaxLenApprox;
        foreach (var group in groups)
        {
            if (group.Unacknowledged is { } unacknowledged)
            {
                metrics.StreamUnacknowledged(topic, group.Group, unacknowledged);
            }

            // Behind a single entry that is not acknowledged the whole stream waits.
            var held = group.Needs == bound ? length : Math.Min(length, group.Unacknowledged ?? length);
            if (held >= alarming)
            {
                Log.Holds(logger, group.Group, held, options.Value.MaxLenApprox, topic);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Group {Group} holds {Held} of the {Most} entries that {Topic} keeps: beyond them the oldest are lost to it")]
        public static partial void Holds(ILogger logger, string group, long held, int most, string topic);
    }
}
