using System.Collections.Concurrent;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>The topics that this process has published to: as many as there are kinds of events.</summary>
internal sealed class PublishedTopics
{
    private readonly ConcurrentDictionary<string, bool> _topics = new(StringComparer.Ordinal);

    public IEnumerable<string> All => _topics.Keys;

    public void Note(string topic) => _topics.TryAdd(topic, true);
}
