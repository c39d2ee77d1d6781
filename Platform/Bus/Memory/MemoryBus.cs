using System.Collections.Concurrent;
using Nanobot.Platform.Core.Names;

namespace Nanobot.Platform.Bus.Memory;

/// <summary>
/// Carries events between the modules of one process, which all have the same one. It holds what is on its way and nothing else: what it loses
/// when the process ends is in the outboxes, which publish their window again to a bus that does not know their mark.
/// </summary>
/// <param name="time">Tells what was written before the bus was there.</param>
public sealed class MemoryBus(TimeProvider time)
{
    /// <summary>Dead letters that are kept to be looked at; the oldest go first.</summary>
    internal const int MostDeadLetters = 1_000;

    private readonly ConcurrentDictionary<string, MemoryTopic> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StoreName, string> _marks = new();
    private readonly ConcurrentQueue<MemoryDeadLetter> _deadLetters = new();

    /// <summary>When it began to carry.</summary>
    internal DateTimeOffset Since { get; } = time.GetUtcNow();

    /// <summary>The latest events that were put aside, oldest first.</summary>
    internal IReadOnlyCollection<MemoryDeadLetter> DeadLetters => _deadLetters;

    internal MemoryTopic TopicOf(string topic) => _topics.GetOrAdd(topic, static _ => new MemoryTopic());

    internal string? MarkOf(StoreName key) => _marks.GetValueOrDefault(key);

    internal void Announce(StoreName key, string value) => _marks[key] = value;

    /// <summary>Moves a mark that is there; false where it is not.</summary>
    internal bool Move(StoreName key, string value) => _marks.TryGetValue(key, out var last) && _marks.TryUpdate(key, value, last);

    /// <summary>Something that was taken over is not there any more, and nobody knows whose it was: every outbox publishes its window again.</summary>
    internal void Lose() => _marks.Clear();

    internal void PutAside(MemoryDeadLetter letter)
    {
        _deadLetters.Enqueue(letter);
        while (_deadLetters.Count > MostDeadLetters)
        {
            _deadLetters.TryDequeue(out _);
        }
    }
}
