using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Nanobot.ServiceDefaults.Messaging.Streams;

/// <summary>
/// The few Redis commands of the transport on the shared connection, each with a deadline. The client library has no
/// stream calls, so they are spelled out; the layout of an entry is that of Dapr's pubsub.redis.
/// </summary>
internal sealed class StreamCommands(IConnectionMultiplexer redis, IOptions<MessagingOptions> options, TimeProvider time)
{
    private IDatabase Database => redis.GetDatabase();

    /// <summary>Adds an entry: <c>XADD topic MAXLEN ~ n * data … metadata …</c>. Calls without awaiting in between are pipelined, in order.</summary>
    public Task AddAsync(string topic, RedisValue data, string metadata, int maxLenApprox, CancellationToken cancellationToken) =>
        RunAsync(cancellationToken, "XADD", (RedisKey)topic, "MAXLEN", "~", maxLenApprox, "*",
            StreamEntry.DataField, data, StreamEntry.MetadataField, metadata);

    public async Task<string?> GetAsync(string key, CancellationToken cancellationToken) =>
        (string?)await RunAsync(cancellationToken, "GET", (RedisKey)key);

    public Task SetAsync(string key, string value, CancellationToken cancellationToken) =>
        RunAsync(cancellationToken, "SET", (RedisKey)key, value);

    /// <summary>Sets a key that exists; false where it does not.</summary>
    public async Task<bool> MoveAsync(string key, string value, CancellationToken cancellationToken) =>
        !(await RunAsync(cancellationToken, "SET", (RedisKey)key, value, "XX")).IsNull;

    public Task AcknowledgeAsync(string topic, string group, string entryId, CancellationToken cancellationToken) =>
        RunAsync(cancellationToken, "XACK", (RedisKey)topic, group, entryId);

    /// <summary>Any other command. What fails, fails in the task, so that a pipeline always has all its answers.</summary>
    public async Task<RedisResult> RunAsync(CancellationToken cancellationToken, string command, params object[] arguments) =>
        await Database.ExecuteAsync(command, arguments).WaitAsync(options.Value.RedisTimeout, time, cancellationToken);
}
