namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>From when on this module hears all that is broadcast. Apart from what hears, which asks for it.</summary>
internal sealed class MemoryHearing(TimeProvider time) : IBroadcastHearing
{
    private DateTimeOffset? _since;

    public bool Covers(DateTimeOffset moment) => moment >= _since;

    public void Begin() => _since = time.GetUtcNow();

    public void End() => _since = null;
}
