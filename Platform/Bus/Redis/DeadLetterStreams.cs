using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>
/// Reads the streams on which events were put aside, and empties them. Whatever carries the events, a sidecar too, writes these in one layout where this Redis is the
/// broker; what another broker keeps is not seen here.
/// </summary>
internal sealed class DeadLetterStreams(StreamCommands streams)
{
    // Both or neither, and of two at once the second finds it gone.
    private const string Move = """
        if #redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1]) == 0 then return 0 end
        redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', 'data', ARGV[3], 'metadata', '{}')
        return redis.call('XDEL', KEYS[1], ARGV[1])
        """;

    /// <summary>How many entries there are, of each topic in the order given.</summary>
    public Task<long[]> CountAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken) =>
        Task.WhenAll(topics.Select(topic => streams.RunAsync(database => database.StreamLengthAsync(KeyOf(topic)), cancellationToken)));

    /// <summary>The newest entries, those behind one where it is named; newest first.</summary>
    public Task<StackExchange.Redis.StreamEntry[]> NewestAsync(string topic, StreamId? before, int most, CancellationToken cancellationToken) =>
        // Redis knows nothing before its first id, and says so with an error.
        before == default(StreamId) ? Task.FromResult<StackExchange.Redis.StreamEntry[]>([]) : streams.RunAsync(
            database => database.StreamRangeAsync(KeyOf(topic), "-", before is { } id ? $"({id}" : "+", most, Order.Descending), cancellationToken);

    /// <summary>The oldest entries from one up to another; oldest first.</summary>
    public Task<StackExchange.Redis.StreamEntry[]> OldestAsync(string topic, StreamId first, StreamId last, int most, CancellationToken cancellationToken) => streams.RunAsync(
        database => database.StreamRangeAsync(KeyOf(topic), first.ToString(), last.ToString(), most, Order.Ascending), cancellationToken);

    /// <summary>The entry of that id, or none.</summary>
    public Task<StackExchange.Redis.StreamEntry[]> FindAsync(string topic, StreamId id, CancellationToken cancellationToken) => streams.RunAsync(
        database => database.StreamRangeAsync(KeyOf(topic), id.ToString(), id.ToString(), 1), cancellationToken);

    /// <summary>Puts an entry on its topic again, and takes it from those that are put aside; false where it is not there.</summary>
    public async Task<bool> ReplayAsync(string topic, string id, byte[] data, int maxLenApprox, CancellationToken cancellationToken) => 1 == (long)await streams.RunAsync(
        database => database.ScriptEvaluateAsync(Move, [KeyOf(topic), RedisNames.OfTopic(topic)], [id, maxLenApprox, data]), cancellationToken);

    /// <summary>Removes an entry; false where it is not there.</summary>
    public async Task<bool> RemoveAsync(string topic, string id, CancellationToken cancellationToken) =>
        await streams.RunAsync(database => database.StreamDeleteAsync(KeyOf(topic), [id]), cancellationToken) == 1;

    /// <summary>Removes all entries up to one; how many there were.</summary>
    public Task<long> RemoveUpToAsync(string topic, StreamId last, CancellationToken cancellationToken) => streams.RunAsync(
        database => database.StreamTrimByMinIdAsync(KeyOf(topic), last.Next.ToString()), cancellationToken);

    private static RedisKey KeyOf(string topic) => RedisNames.OfTopic(Topics.DeadLettersOf(topic));
}
