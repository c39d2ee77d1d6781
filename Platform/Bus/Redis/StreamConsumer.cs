using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>
/// Consumes the module's topics from Redis Streams as one consumer group. One process of the module does so at a time: a
/// group deals its entries out to whoever asks, and two processes could not keep a tenant's order between them. The
/// others stand by and take over the moment the active one's database connection is gone.
/// </summary>
internal sealed partial class StreamConsumer(
    IEventReceiver events,
    StreamReceiver receiver,
    StreamCommands streams,
    RedisConnector redis,
    IExclusiveLock locks,
    Module module,
    Backoff backoff,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<StreamConsumer> logger) : BackgroundService
{
    private static readonly TimeSpan StandBy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly string _consumer = string.Create(CultureInfo.InvariantCulture,
        $"{module.Name}-{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}");

    private readonly WorkerLoop _loop = new("Consuming events", StandBy, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        events.Topics is { Count: > 0 } topics ? _loop.RunAsync(token => ConsumeInTurnAsync(topics, token), stoppingToken) : Task.CompletedTask;

    private async Task<Next> ConsumeInTurnAsync(IReadOnlyList<string> topics, CancellationToken stoppingToken)
    {
        await using var active = await locks.TryTakeAsync(ModuleLock.Events, stoppingToken);
        if (active is not null)
        {
            await ConsumeAsync(topics, active.Lost, stoppingToken);
        }

        return Next.After(StandBy);
    }

    private async Task ConsumeAsync(IReadOnlyList<string> topics, CancellationToken lost, CancellationToken stoppingToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lost);
        using var reader = redis.Connect("reader", options.Value.ReadBlock);
        try
        {
            Log.Active(logger, _consumer, topics.Count);
            using var session = new StreamSession(
                new ConsumerGroup(streams, reader, module.Name, _consumer, topics, options, time),
                receiver, options.Value, backoff, time, logger, linked.Token);
            await session.RunAsync();
        }
        finally
        {
            // Without waiting: a read may be blocked on the server.
            reader.Close(allowCommandsToComplete: false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Consumer {Consumer} is active on {Topics} topics")]
        public static partial void Active(ILogger logger, string consumer, int topics);
    }
}
