using NodaTime;
using NodaTime.TimeZones;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>
/// What clocks show in a zone. The rules are Noda Time's, made from the IANA sources: the runtime reads the compiled files, of
/// which, for years after 2037, only a line of text is left that it does not understand for some zones.
/// </summary>
internal static class Zones
{
    /// <summary>The zone of that name; the machine's rules where only the machine knows it.</summary>
    public static DateTimeZone Of(string name) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? BclDateTimeZone.FromTimeZoneInfo(TimeZoneInfo.FindSystemTimeZoneById(name));

    /// <summary>What the clocks show at <paramref name="instant"/>, with their offset.</summary>
    public static DateTimeOffset Show(this DateTimeZone zone, DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(zone).ToDateTimeOffset();
}
