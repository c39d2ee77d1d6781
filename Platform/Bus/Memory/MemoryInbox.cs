using System.Threading.Channels;

namespace Nanobot.Platform.Bus.Memory;

/// <summary>
/// The events that wait for one module, in the order in which they were published. It is known from the moment the module is mapped, so that what is
/// published while other modules still start is waiting for it.
/// </summary>
internal sealed class MemoryInbox(MemoryBus bus)
{
    // What a module does not take up in time waits in the outboxes, which have room.
    private const int Room = 1_000;

    private readonly Channel<MemoryEntry> _waiting = Channel.CreateBounded<MemoryEntry>(new BoundedChannelOptions(Room) { SingleReader = true });

    /// <summary>Takes a topic up.</summary>
    public void Take(string topic) => bus.TopicOf(topic).Add(this);

    /// <summary>Puts an event behind the others, once there is room.</summary>
    public ValueTask AddAsync(MemoryEntry entry, CancellationToken cancellationToken) => _waiting.Writer.WriteAsync(entry, cancellationToken);

    /// <summary>Forgets what waits: it is published again, with what was before it.</summary>
    public void Clear()
    {
        while (_waiting.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>Waits for the next event.</summary>
    public ValueTask<MemoryEntry> NextAsync(CancellationToken cancellationToken) => _waiting.Reader.ReadAsync(cancellationToken);
}
