using System.Collections.Concurrent;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>The entries that this process has read and not yet brought to an end.</summary>
internal sealed class HeldEntries
{
    private readonly ConcurrentDictionary<(string Topic, string Id), bool> _entries = new();

    /// <summary>False where the entry is held already.</summary>
    public bool Add(StreamEntry entry) => _entries.TryAdd((entry.Topic, entry.Id), true);

    public void Remove(StreamEntry entry) => _entries.TryRemove((entry.Topic, entry.Id), out _);

    public bool Contains(string topic, string id) => _entries.ContainsKey((topic, id));

    public ILookup<string, string> ByTopic() => _entries.Keys.ToLookup(entry => entry.Topic, entry => entry.Id);
}
