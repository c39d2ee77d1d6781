namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>
/// Whether this process hears all that is broadcast to it. While it does, what it remembers is out of date only for the moment
/// that an event takes, and may be relied on for longer than by its age alone.
/// </summary>
public interface IBroadcastHearing
{
    /// <summary>Whether everything that was broadcast since <paramref name="moment"/> has been heard, without a gap.</summary>
    bool Covers(DateTimeOffset moment);
}
