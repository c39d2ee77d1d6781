using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>
/// This process as one consumer of its module's group, over all topics. Reading waits on the server, and so on a connection of its own.
/// </summary>
internal sealed class ConsumerGroup(
    StreamCommands streams, IConnectionMultiplexer reader, string group, string consumer, IReadOnlyList<string> topics, IOptions<MessagingOptions> options, TimeProvider time)
{
    private const int ClaimPage = 100;
    private const int KeepPage = 500;

    // One step on the server: a consumer that reads between a look and a removal would lose what it had read.
    private const string ForgetScript = """
        local removed = 0
        for _, info in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
            local consumer = {}
            for i = 1, #info, 2 do consumer[info[i]] = info[i + 1] end
            if consumer.name ~= ARGV[2] and consumer.pending == 0 and consumer.idle >= tonumber(ARGV[3]) then
                redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], consumer.name)
                removed = removed + 1
            end
        end
        return removed
        """;

    public IReadOnlyList<string> Topics => topics;

    /// <summary>Makes the group on each topic, from the first entry on; where it is there, nothing changes.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        foreach (var topic in topics)
        {
            try
            {
                await streams.RunAsync(database => database.StreamCreateConsumerGroupAsync(RedisNames.OfTopic(topic), group, StreamPosition.Beginning), cancellationToken);
            }
            catch (RedisServerException exception) when (exception.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
            {
                // It is there.
            }
        }
    }

    /// <summary>Reads new entries; empty when there were none within the time.</summary>
    public async Task<IReadOnlyList<StreamEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        object[] arguments =
        [
            "GROUP", group, consumer, "COUNT", options.Value.ReadBatch, "BLOCK", (long)options.Value.ReadBlock.TotalMilliseconds, "STREAMS",
            .. topics.Select(topic => (object)RedisNames.OfTopic(topic)),
            .. topics.Select(_ => (object)">"),
        ];
        var answer = await reader.GetDatabase().ExecuteAsync("XREADGROUP", arguments)
            .WaitAsync(options.Value.ReadBlock + options.Value.RedisTimeout, time, cancellationToken);
        return [.. StreamEntry.ReadAll(answer)];
    }

    /// <summary>Takes over entries of any consumer that were left alone for <paramref name="idle"/>, page by page, oldest first.</summary>
    /// <param name="isHeld">Entries that this process is at work on.</param>
    public async IAsyncEnumerable<(StreamEntry Entry, long Deliveries)> ClaimAsync(
        string topic, TimeSpan idle, Func<string, string, bool> isHeld, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var minimum = (long)idle.TotalMilliseconds;
        RedisValue? from = null;
        while (true)
        {
            var pending = await streams.RunAsync(database => database.StreamPendingMessagesAsync(
                RedisNames.OfTopic(topic), group, ClaimPage, consumerName: default, from, minIdleTimeInMs: minimum), cancellationToken);
            var deliveries = pending.ToDictionary(entry => entry.MessageId, entry => (long)entry.DeliveryCount);
            var ids = deliveries.Keys.Where(id => !isHeld(topic, id!)).ToArray();
            if (ids.Length > 0)
            {
                foreach (var entry in await streams.RunAsync(
                    database => database.StreamClaimAsync(RedisNames.OfTopic(topic), group, consumer, minimum, ids), cancellationToken))
                {
                    // An entry that was trimmed while pending comes as nil from a Redis before 7, and not at all from others.
                    if (!entry.IsNull)
                    {
                        yield return (StreamEntry.Of(topic, entry), deliveries[entry.Id]);
                    }
                }
            }

            if (pending.Length < ClaimPage)
            {
                yield break;
            }

            from = $"({pending[^1].MessageId}";
        }
    }

    /// <summary>Says that entries are still being worked on: their idle time starts anew, their delivery count stays.</summary>
    public async Task KeepAsync(string topic, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        foreach (var page in ids.Select(static id => (RedisValue)id).Chunk(KeepPage))
        {
            await streams.RunAsync(database => database.StreamClaimIdsOnlyAsync(RedisNames.OfTopic(topic), group, consumer, 0, page), cancellationToken);
        }
    }

    public Task AcknowledgeAsync(StreamEntry entry, CancellationToken cancellationToken) =>
        streams.RunAsync(database => database.StreamAcknowledgeAsync(RedisNames.OfTopic(entry.Topic), group, entry.Id), cancellationToken);

    /// <summary>Removes the names of other consumers that have nothing pending and were silent for long; returns how many.</summary>
    public async Task<long> ForgetAsync(string topic, CancellationToken cancellationToken) =>
        (long)await streams.RunAsync(database => database.ScriptEvaluateAsync(
            ForgetScript, [RedisNames.OfTopic(topic)], [group, consumer, (long)options.Value.ForgetConsumerAfter.TotalMilliseconds]), cancellationToken);
}
