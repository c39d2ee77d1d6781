using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Lanes;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>
/// The time during which this process is its module's active consumer: first it takes over what a predecessor left, then
/// it reads, keeps what it holds alive, and takes up what was left alone.
/// </summary>
internal sealed partial class StreamSession : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(3);

    private readonly ConsumerGroup _group;
    private readonly MessagingOptions _options;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly SemaphoreSlim _slots;
    private readonly HeldEntries _held = new();
    private readonly TenantLanes<(StreamEntry Entry, ReceivedEvent Event, long Deliveries)> _lanes;
    private bool _prepared;

    /// <param name="stopping">Ends the session; what is held then stays pending.</param>
    public StreamSession(
        ConsumerGroup group, StreamReceiver receiver, MessagingOptions options, Backoff backoff, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        _group = group;
        _options = options;
        _backoff = backoff;
        _time = time;
        _logger = logger;
        _stopping = stopping;
        _slots = new SemaphoreSlim(options.Lanes);
        _lanes = new(options.MaximumHeld, async (item, token) =>
        {
            await receiver.HandleAsync(group, item.Entry, item.Event, item.Deliveries, _slots, token);
            _held.Remove(item.Entry);
        }, stopping);
    }

    /// <summary>Works until the session is stopped; failures are repeated after a pause.</summary>
    public async Task RunAsync()
    {
        await Task.WhenAll(
            new WorkerLoop("Reading events", FirstPause, LongestPause, _backoff, _time, _logger).RunAsync(ReadAsync, _stopping),
            RepeatAsync(_options.KeepAlive, KeepAsync),
            RepeatAsync(_options.ReclaimIdle / 3, () => ClaimAsync(_options.ReclaimIdle)),
            RepeatAsync(_options.ForgetConsumerAfter, ForgetAsync));
        await _lanes.DrainAsync().WaitAsync(DrainDeadline, _time, CancellationToken.None);
    }

    public void Dispose() => _slots.Dispose();

    private async Task<Next> ReadAsync(CancellationToken stopping)
    {
        if (!_prepared)
        {
            // At the start this is what a predecessor left, and comes before anything newer. After a failure the
            // group may be gone (a flush), and the answer to a read may have been lost on its way.
            await _group.EnsureAsync(stopping);
            await ClaimAsync(TimeSpan.Zero);
        }

        _prepared = false;
        await _lanes.WaitForRoomAsync(stopping);
        foreach (var entry in await _group.ReadAsync(stopping))
        {
            Take(entry, deliveries: 0);
        }

        _prepared = true;
        return Next.AtOnce;
    }

    private Task RepeatAsync(TimeSpan period, Func<Task> work) =>
        new WorkerLoop("Looking after pending events", period, period, _backoff, _time, _logger).RunAsync(async _ =>
        {
            await work();
            return Next.After(period);
        }, _stopping, Next.After(period));

    private async Task KeepAsync()
    {
        foreach (var topic in _held.ByTopic())
        {
            await _group.KeepAsync(topic.Key, [.. topic], _stopping);
        }
    }

    private async Task ClaimAsync(TimeSpan idle)
    {
        foreach (var topic in _group.Topics)
        {
            await foreach (var (entry, deliveries) in _group.ClaimAsync(topic, idle, _held.Contains, _stopping))
            {
                Take(entry, deliveries);
                await _lanes.WaitForRoomAsync(_stopping);
            }
        }
    }

    private async Task ForgetAsync()
    {
        foreach (var topic in _group.Topics)
        {
            var removed = await _group.ForgetAsync(topic, _stopping);
            if (removed > 0)
            {
                Log.Forgot(_logger, removed, topic);
            }
        }
    }

    private void Take(StreamEntry entry, long deliveries)
    {
        if (_held.Add(entry))
        {
            var received = ReceivedEvent.Parse(entry.Topic, entry.Data);
            _lanes.Enqueue(received.Lane, (entry, received, deliveries));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Count} silent consumers of {Topic}")]
        public static partial void Forgot(ILogger logger, long count, string topic);
    }
}
