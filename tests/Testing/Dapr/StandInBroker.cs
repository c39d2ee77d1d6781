using System.Collections.Concurrent;

namespace Nanobot.Testing.Dapr;

/// <summary>
/// The broker behind the sidecars: it outlives them. Each app reads a topic from its first message on and is given again what
/// it took and did not acknowledge, as a consumer group of Redis Streams is.
/// </summary>
public sealed class StandInBroker
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private readonly ConcurrentDictionary<string, List<StandInMessage>> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Topic, string AppId), StandInGroup> _groups = new();
    private int _attempts;
    private int _bulkCalls;

    /// <summary>While false, sidecars cannot publish.</summary>
    public bool IsAvailable { get; set; } = true;

    /// <summary>While true, it answers no sidecar, and so no sidecar its application.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Messages that sidecars tried to publish.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Bulk calls that sidecars took.</summary>
    public int BulkCalls => Volatile.Read(ref _bulkCalls);

    /// <summary>All messages of a topic, in their order.</summary>
    public IReadOnlyList<StandInMessage> Messages(string topic)
    {
        var messages = Topic(topic);
        lock (messages)
        {
            return [.. messages];
        }
    }

    /// <summary>Whether <paramref name="appId"/> has acknowledged all messages of the topic.</summary>
    public bool IsSettled(string topic, string appId) => Group(topic, appId).IsSettled;

    /// <summary>Adds a message, as anyone with access to the broker could.</summary>
    public void Add(string topic, StandInMessage message)
    {
        var messages = Topic(topic);
        lock (messages)
        {
            messages.Add(message);
        }
    }

    internal int CountBulk() => Interlocked.Increment(ref _bulkCalls);

    internal async Task PublishAsync(string topic, StandInMessage message, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        while (IsSilent)
        {
            await Task.Delay(Look, cancellationToken);
        }

        Add(topic, message);
    }

    internal StandInGroup Group(string topic, string appId) => _groups.GetOrAdd((topic, appId), _ => new StandInGroup(Topic(topic)));

    private List<StandInMessage> Topic(string topic) => _topics.GetOrAdd(topic, _ => []);
}
