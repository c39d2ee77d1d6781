using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>Commands of the transport on the shared connection, each with a deadline.</summary>
internal sealed class StreamCommands(IConnectionMultiplexer redis, IOptions<MessagingOptions> options, TimeProvider time)
{
    /// <summary>Adds an entry in the layout of Dapr's pubsub.redis. Calls without awaiting in between are pipelined, in order.</summary>
    public Task AddAsync(string topic, RedisValue data, string metadata, int maxLenApprox, CancellationToken cancellationToken) =>
        RunAsync(database => database.StreamAddAsync(RedisNames.OfTopic(topic), [new(StreamEntry.DataField, data), new(StreamEntry.MetadataField, metadata)],
            maxLength: (long)maxLenApprox, useApproximateMaxLength: true), cancellationToken);

    public async Task<string?> GetAsync(StoreName key, CancellationToken cancellationToken) =>
        await RunAsync(database => database.StringGetAsync(key.ToKey()), cancellationToken);

    public Task SetAsync(StoreName key, string value, CancellationToken cancellationToken) =>
        RunAsync(database => database.StringSetAsync(key.ToKey(), value), cancellationToken);

    /// <summary>Sets a key that exists; false where it does not.</summary>
    public Task<bool> MoveAsync(StoreName key, string value, CancellationToken cancellationToken) =>
        RunAsync(database => database.StringSetAsync(key.ToKey(), value, when: When.Exists), cancellationToken);

    /// <summary>Any command. What fails, fails in the task, so that a pipeline always has all its answers.</summary>
    public async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken) =>
        await command(redis.GetDatabase()).WaitAsync(options.Value.RedisTimeout, time, cancellationToken);
}
