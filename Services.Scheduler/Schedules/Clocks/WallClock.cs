namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>From the reading of a zone's wall clock to the instant.</summary>
internal static class WallClock
{
    // Offsets from UTC lie between these (Pacific/Kiritimati, Etc/GMT+12).
    private static readonly TimeSpan MostAhead = TimeSpan.FromHours(14);
    private static readonly TimeSpan MostBehind = TimeSpan.FromHours(12);

    /// <summary>
    /// The instant at which the clocks of <paramref name="zone"/> show <paramref name="reading"/>. A reading that they show
    /// twice is the first one; a reading that they leap over is the first instant after the leap.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime reading, Zone zone)
    {
        var asUtc = new DateTimeOffset(DateTime.SpecifyKind(reading, DateTimeKind.Utc));
        var before = asUtc - MostAhead;
        var after = asUtc + MostBehind;
        var earlier = zone.OffsetAt(before);
        var later = zone.OffsetAt(after);
        if (zone.OffsetAt(asUtc - earlier) == earlier)
        {
            return asUtc - earlier;
        }

        return zone.OffsetAt(asUtc - later) == later ? asUtc - later : EndOfGap(before, after, earlier, zone);
    }

    /// <summary>The instant between the two at which the offset stops being <paramref name="earlier"/>.</summary>
    private static DateTimeOffset EndOfGap(DateTimeOffset before, DateTimeOffset after, TimeSpan earlier, Zone zone)
    {
        // Zones change their offset on a whole second.
        var low = before.ToUnixTimeSeconds();
        var high = after.ToUnixTimeSeconds() + 1;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (zone.OffsetAt(DateTimeOffset.FromUnixTimeSeconds(middle)) == earlier)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return DateTimeOffset.FromUnixTimeSeconds(high);
    }
}
