using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.RollCalls;

/// <summary>
/// Listens for calls and does what they stand for: once for all that have come by then. Whoever is called last asks for what is there at that moment, so
/// of more calls than there is room for the oldest go unanswered, whose callers have given up long ago.
/// </summary>
internal sealed partial class RollCallListener(
    string name, Func<CancellationToken, Task<bool>> answer, IConnectionMultiplexer redis, Backoff backoff, TimeProvider time, ILogger<RollCallListener> logger)
    : BackgroundService
{
    private const int MostWaiting = 256;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly Channel<RedisValue> _calls = Channel.CreateBounded<RedisValue>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly RedisChannel _channel = RollCallChannels.Of(redis, name);
    private readonly Guid _listener = Guid.CreateVersion7(time.GetUtcNow());

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        new WorkerLoop($"Listening for calls of {name}", FirstPause, LongestPause, backoff, time, logger).RunAsync(ListenAsync, stoppingToken),
        new WorkerLoop($"Answering calls of {name}", FirstPause, LongestPause, backoff, time, logger).RunAsync(AnswerAsync, stoppingToken));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await redis.GetSubscriber().UnsubscribeAsync(_channel).WaitAsync(Look, time, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            // The end of the connection says it as well.
            Log.NotLeft(logger, name, ExceptionReason.Of(exception));
        }
    }

    private async Task<Next> ListenAsync(CancellationToken stoppingToken)
    {
        var subscriber = redis.GetSubscriber();
        if (!RollCallChannels.IsHeard(subscriber, _channel))
        {
            await subscriber.UnsubscribeAsync(_channel).WaitAsync(Deadline, time, stoppingToken);
            await subscriber.SubscribeAsync(_channel, (_, call) => _calls.Writer.TryWrite(call)).WaitAsync(Deadline, time, stoppingToken);
        }

        return Next.After(Look);
    }

    private async Task<Next> AnswerAsync(CancellationToken stoppingToken)
    {
        var calls = new List<RedisValue> { await _calls.Reader.ReadAsync(stoppingToken) };
        while (_calls.Reader.TryRead(out var more))
        {
            calls.Add(more);
        }

        var isDone = await answer(stoppingToken);
        var subscriber = redis.GetSubscriber();
        foreach (var call in calls)
        {
            if (((string?)call)?.Split(RollCallChannels.Separator) is [var number, var answers])
            {
                await subscriber.PublishAsync(RollCallChannels.Told(answers), RollCallChannels.Answered(number, _listener, isDone)).WaitAsync(Deadline, time, stoppingToken);
            }
        }

        return Next.AtOnce;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Calls of {Name} could not be left: {Reason}")]
        public static partial void NotLeft(ILogger logger, string name, string reason);
    }
}
