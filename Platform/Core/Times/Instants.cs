namespace Nanobot.Platform.Core.Times;

/// <summary>Instants as the database keeps them.</summary>
public static class Instants
{
    /// <summary>Cut to whole microseconds, so that what is kept and what is computed from are the same.</summary>
    public static DateTimeOffset Truncate(this DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
