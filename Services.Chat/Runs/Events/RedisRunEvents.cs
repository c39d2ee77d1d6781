using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Chat.Answers;
using StackExchange.Redis;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>In Redis, a stream a run.</summary>
internal sealed class RedisRunEvents(IConnectionMultiplexer redis, IOptions<RunOptions> options, TimeProvider time) : IRunEventStore
{
    private const string NameField = "e";
    private const string DataField = "d";

    // Of two that write, one has lost its hold: whoever was there first is heard no more. ARGV: claims, most events, milliseconds kept, channel, then name, data, …
    private const string Append = """
        if tonumber(redis.call('GET', KEYS[2]) or '0') > tonumber(ARGV[1]) then return 0 end
        redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
        for i = 5, #ARGV, 2 do redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'e', ARGV[i], 'd', ARGV[i + 1]) end
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        redis.call('PUBLISH', ARGV[4], '')
        return 1
        """;

    private const int Batch = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    public Task AppendAsync(ClaimedRun run, IReadOnlyList<TurnEvent> events)
    {
        RedisValue[] arguments =
        [
            run.Claims, options.Value.MostEvents, (long)options.Value.EventsKept.TotalMilliseconds, RunEventKeys.News(run.TenantId, run.RunId).ToString(),
            .. events.SelectMany(static happened => new RedisValue[] { happened.Name, happened.Data }),
        ];
        return redis.GetDatabase().ScriptEvaluateAsync(Append, [RunEventKeys.Events(run.TenantId, run.RunId), RunEventKeys.Writer(run.TenantId, run.RunId)], arguments)
            .WaitAsync(Deadline, time);
    }

    public async Task<IReadOnlyList<(string Id, TurnEvent Event)>> ReadAsync(string tenantId, Guid runId, string after, CancellationToken cancellationToken)
    {
        var entries = await redis.GetDatabase().StreamReadAsync(RunEventKeys.Events(tenantId, runId), after, Batch).WaitAsync(Deadline, time, cancellationToken);
        return [.. entries.Select(static entry => ((string)entry.Id!, new TurnEvent((string?)entry[NameField] ?? "", (string?)entry[DataField] ?? "")))];
    }

    public async Task<IAsyncDisposable> ListenAsync(string tenantId, Guid runId, WakeSignal<RunEventReader> signal, CancellationToken cancellationToken)
    {
        var queue = await redis.GetSubscriber().SubscribeAsync(RunEventKeys.News(tenantId, runId)).WaitAsync(Deadline, time, cancellationToken);
        queue.OnMessage(_ => signal.Raise());
        return new Listening(queue, time);
    }

    public async Task ForgetAsync(string tenantId, IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        var database = redis.GetDatabase();
        await Task.WhenAll(runIds.Select(id => Task.WhenAll(
            database.StringSetAsync(RunEventKeys.Writer(tenantId, id), int.MaxValue, options.Value.EventsKept),
            database.KeyDeleteAsync(RunEventKeys.Events(tenantId, id))))).WaitAsync(Deadline, time, cancellationToken);
    }

    private sealed class Listening(ChannelMessageQueue queue, TimeProvider time) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await queue.UnsubscribeAsync().WaitAsync(Deadline, time);
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
            {
                // The end of the connection says it as well.
            }
        }
    }
}
