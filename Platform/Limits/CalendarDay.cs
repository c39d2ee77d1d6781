using Nanobot.Contracts.Values;

namespace Nanobot.Platform.Limits;

/// <summary>A calendar day in a time zone, of 23, 24, 25 or however many hours.</summary>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant of the next one.</param>
public readonly record struct CalendarDay(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The day in which <paramref name="instant"/> lies.</summary>
    /// <param name="instant">Any instant.</param>
    /// <param name="zone">IANA name of the zone; one that the system does not know counts as UTC.</param>
    public static CalendarDay At(DateTimeOffset instant, string zone)
    {
        var clock = ZoneName.TryParse(zone, out var name) ? name.Zone : TimeZoneInfo.Utc;
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, clock).DateTime);
        return new(StartOf(date, clock), StartOf(date.AddDays(1), clock));
    }

    // Where midnight comes twice its first time counts, and where it is left out the first instant after it.
    private static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo clock)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        if (clock.IsInvalidTime(midnight))
        {
            return new DateTimeOffset(midnight, clock.GetUtcOffset(midnight.AddHours(-3))).ToUniversalTime();
        }

        var offset = clock.IsAmbiguousTime(midnight) ? clock.GetAmbiguousTimeOffsets(midnight).Max() : clock.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
