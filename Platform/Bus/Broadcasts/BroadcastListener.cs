using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Work;
using StackExchange.Redis;
using StreamEntry = Nanobot.Platform.Bus.Redis.StreamEntry;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>
/// Reads topics from their present end on, in every process and outside any consumer group. After a lost connection it goes
/// on where it was.
/// </summary>
internal sealed class BroadcastListener(
    BroadcastHearer hearer,
    BroadcastHearing hearing,
    RedisConnector redis,
    Backoff backoff,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<BroadcastListener> logger) : BackgroundService
{
    private const string Beginning = "0-0";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly WorkerLoop _loop = new("Listening for events", FirstPause, LongestPause, backoff, time, logger);
    private readonly Dictionary<string, string> _positions = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Reading waits on the server, and so on a connection of its own.
        using var connection = await Task.Run(() => redis.Connect("listener", options.Value.ReadBlock), stoppingToken);
        var database = connection.GetDatabase();
        await _loop.RunAsync(token => ListenAsync(database, token), stoppingToken);
        // Without waiting: a read may be blocked on the server.
        connection.Close(allowCommandsToComplete: false);
    }

    private async Task<Next> ListenAsync(IDatabase database, CancellationToken stoppingToken)
    {
        try
        {
            await FindEndsAsync(database, stoppingToken);
            await ReadAsync(database, stoppingToken);
            return Next.AtOnce;
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            hearing.Lose();
            throw;
        }
    }

    // The id of each topic's last entry once: what "$" means changes between two reads, and entries would fall in between.
    private async Task FindEndsAsync(IDatabase database, CancellationToken cancellationToken)
    {
        foreach (var topic in hearer.Topics.Where(topic => !_positions.ContainsKey(topic)))
        {
            var last = await database.StreamRangeAsync(RedisNames.OfTopic(topic), count: 1, messageOrder: Order.Descending)
                .WaitAsync(options.Value.RedisTimeout, time, cancellationToken);
            _positions[topic] = (string?)last.FirstOrDefault().Id ?? Beginning;
        }
    }

    private async Task ReadAsync(IDatabase database, CancellationToken cancellationToken)
    {
        var topics = _positions.Keys.ToList();
        // What is there already is read without waiting: until then nobody knows how much was missed.
        object[] waiting = hearing.IsCaughtUp ? ["BLOCK", (long)options.Value.ReadBlock.TotalMilliseconds] : [];
        object[] arguments =
        [
            "COUNT", options.Value.ReadBatch, .. waiting, "STREAMS",
            .. topics.Select(topic => (object)RedisNames.OfTopic(topic)),
            .. topics.Select(topic => _positions[topic]),
        ];
        var answer = await database.ExecuteAsync("XREAD", arguments)
            .WaitAsync(options.Value.ReadBlock + options.Value.RedisTimeout, time, cancellationToken);
        var read = 0;
        foreach (var entry in StreamEntry.ReadAll(answer))
        {
            hearer.Hear(entry.Topic, entry.Data);
            _positions[entry.Topic] = entry.Id;
            read++;
        }

        if (read < options.Value.ReadBatch)
        {
            hearing.CatchUp();
        }
    }
}
