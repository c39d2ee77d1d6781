using NodaTime;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>From the reading of a zone's wall clock to the instant.</summary>
internal static class WallClock
{
    /// <summary>
    /// The instant at which the clocks of <paramref name="zone"/> show <paramref name="reading"/>. A reading that they show
    /// twice is the first one; a reading that they leap over is the first instant after the leap.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime reading, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(LocalDateTime.FromDateTime(reading));
        return mapping.Count == 0
            ? mapping.LateInterval.Start.ToDateTimeOffset()
            : mapping.First().ToInstant().ToDateTimeOffset();
    }
}
