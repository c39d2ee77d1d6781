using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>
/// What the listener knows of its own hearing. A read that failed is a gap, although the next one goes on where it was: what
/// Redis lost in between comes again only when its writer notices.
/// </summary>
internal sealed class BroadcastHearing(IOptions<MessagingOptions> options, TimeProvider time) : IBroadcastHearing
{
    private Reading? _last;

    /// <summary>Whether the last read found the end of all topics.</summary>
    public bool IsCaughtUp => Volatile.Read(ref _last) is not null;

    /// <summary>It was heard by then, and the last read is no older than one takes at most.</summary>
    public bool Covers(DateTimeOffset moment) => Volatile.Read(ref _last) is { } last
        && moment >= last.Since
        && time.GetUtcNow() - last.At <= options.Value.ReadBlock + options.Value.RedisTimeout;

    /// <summary>A read found the end of all topics. Only the listener calls this, and <see cref="Lose"/>.</summary>
    public void CatchUp()
    {
        var now = time.GetUtcNow();
        Volatile.Write(ref _last, new Reading(_last?.Since ?? now, now));
    }

    /// <summary>A read failed.</summary>
    public void Lose() => Volatile.Write(ref _last, null);

    private sealed record Reading(DateTimeOffset Since, DateTimeOffset At);
}
