using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Work;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>
/// Trims, from time to time, the topics that this process publishes to or takes up: a stream that grows has a publisher. Dead
/// letters are among neither, and stay.
/// </summary>
internal sealed partial class StreamTrimmer(
    IEventReceiver events,
    PublishedTopics published,
    TopicTrim trim,
    Backoff backoff,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<StreamTrimmer> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly WorkerLoop _loop = new("Trimming the streams", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _loop.RunAsync(TrimAsync, stoppingToken, Next.After(options.Value.TrimInterval));

    private async Task<Next> TrimAsync(CancellationToken stoppingToken)
    {
        foreach (var topic in published.All.Union(events.Topics, StringComparer.Ordinal))
        {
            try
            {
                await trim.TrimAsync(topic, stoppingToken);
            }
            catch (RedisServerException exception)
            {
                // This topic's trouble, as of a key that is no stream; the others are trimmed all the same.
                Log.Refused(logger, topic, exception.Message);
            }
        }

        return Next.After(options.Value.TrimInterval);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Redis refuses to trim {Topic}: {Reason}")]
        public static partial void Refused(ILogger logger, string topic, string reason);
    }
}
