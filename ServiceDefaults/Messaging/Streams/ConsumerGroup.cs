using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Nanobot.ServiceDefaults.Messaging.Streams;

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
                await streams.RunAsync(cancellationToken, "XGROUP", "CREATE", (RedisKey)topic, group, "0", "MKSTREAM");
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
            .. topics.Select(topic => (object)(RedisKey)topic),
            .. topics.Select(_ => (object)">"),
        ];
        var answer = await reader.GetDatabase().ExecuteAsync("XREADGROUP", arguments)
            .WaitAsync(options.Value.ReadBlock + options.Value.RedisTimeout, time, cancellationToken);
        return answer.IsNull ? [] : [.. ((RedisResult[])answer!).SelectMany(Stream)];

        static IEnumerable<StreamEntry> Stream(RedisResult stream) =>
            (RedisResult[])stream! is [var topic, var entries] ? StreamEntry.ReadAll((string)topic!, entries) : [];
    }

    /// <summary>Takes over entries of any consumer that were left alone for <paramref name="idle"/>, page by page, oldest first.</summary>
    /// <param name="isHeld">Entries that this process is at work on.</param>
    public async IAsyncEnumerable<(StreamEntry Entry, long Deliveries)> ClaimAsync(
        string topic, TimeSpan idle, Func<string, string, bool> isHeld, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var minimum = (long)idle.TotalMilliseconds;
        var from = "-";
        while (true)
        {
            var pending = (RedisResult[])(await streams.RunAsync(
                cancellationToken, "XPENDING", (RedisKey)topic, group, "IDLE", minimum, from, "+", ClaimPage))!;
            var deliveries = pending.Select(entry => (RedisResult[])entry!).ToDictionary(entry => (string)entry[0]!, entry => (long)entry[3]);
            var ids = deliveries.Keys.Where(id => !isHeld(topic, id)).ToList();
            if (ids.Count > 0)
            {
                var claimed = await streams.RunAsync(cancellationToken, "XCLAIM",
                    [(RedisKey)topic, group, consumer, minimum.ToString(CultureInfo.InvariantCulture), .. ids]);
                foreach (var entry in StreamEntry.ReadAll(topic, claimed))
                {
                    yield return (entry, deliveries[entry.Id]);
                }
            }

            if (pending.Length < ClaimPage)
            {
                yield break;
            }

            from = "(" + (string)((RedisResult[])pending[^1]!)[0]!;
        }
    }

    /// <summary>Says that entries are still being worked on: their idle time starts anew, their delivery count stays.</summary>
    public async Task KeepAsync(string topic, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        foreach (var page in ids.Chunk(KeepPage))
        {
            await streams.RunAsync(cancellationToken, "XCLAIM", [(RedisKey)topic, group, consumer, "0", .. page, "JUSTID"]);
        }
    }

    public Task AcknowledgeAsync(StreamEntry entry, CancellationToken cancellationToken) =>
        streams.AcknowledgeAsync(entry.Topic, group, entry.Id, cancellationToken);

    /// <summary>Removes the names of other consumers that have nothing pending and were silent for long; returns how many.</summary>
    public async Task<long> ForgetAsync(string topic, CancellationToken cancellationToken) =>
        (long)await streams.RunAsync(cancellationToken, "EVAL", ForgetScript, 1, (RedisKey)topic, group, consumer,
            (long)options.Value.ForgetConsumerAfter.TotalMilliseconds);
}
