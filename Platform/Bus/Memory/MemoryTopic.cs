using System.Collections.Immutable;

namespace Nanobot.Platform.Bus.Memory;

/// <summary>Who has to do with a topic: the modules that take it up, and those that hear it.</summary>
internal sealed class MemoryTopic
{
    private ImmutableArray<MemoryInbox> _inboxes = [];
    private ImmutableArray<Action<string, byte[]>> _hearers = [];

    /// <summary>One for each module that takes the topic up.</summary>
    public ImmutableArray<MemoryInbox> Inboxes => _inboxes;

    public void Add(MemoryInbox inbox) => ImmutableInterlocked.Update(ref _inboxes, static (all, added) => all.Add(added), inbox);

    public void Add(Action<string, byte[]> hearer) => ImmutableInterlocked.Update(ref _hearers, static (all, added) => all.Add(added), hearer);

    public void Remove(Action<string, byte[]> hearer) => ImmutableInterlocked.Update(ref _hearers, static (all, removed) => all.Remove(removed), hearer);

    /// <summary>Has all hear an event, one after the other; they do not throw.</summary>
    public void Tell(string topic, byte[] data)
    {
        foreach (var hearer in _hearers)
        {
            hearer(topic, data);
        }
    }
}
