using System.Collections.Concurrent;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>
/// What clocks show in an IANA zone: up to the last change that the machine's file of the zone lists as the runtime reads it, and
/// by the rule in the file's last line from then on. The runtime reads that line too, but not hours beyond a day, which
/// zones such as Asia/Jerusalem, Africa/Cairo and America/Nuuk have; files of some systems list no change after a zone's last reform.
/// </summary>
internal sealed class Zone
{
    // By the names of the machine's zones: callers have found them there.
    private static readonly ConcurrentDictionary<string, Zone> Known = new(StringComparer.Ordinal);

    private readonly Func<DateTimeOffset, TimeSpan> _offsetAt;

    private Zone(Func<DateTimeOffset, TimeSpan> offsetAt) => _offsetAt = offsetAt;

    /// <summary>The zone of that name.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine has no such zone.</exception>
    public static Zone Of(string name) => Known.GetOrAdd(name, static name => Read(name));

    /// <summary>A zone as its rules were once.</summary>
    public static Zone Of(ZoneOffsets offsets) => new(offsets.At);

    /// <summary>Forgets what was read: the machine's files may be others now.</summary>
    public static void Forget()
    {
        TimeZoneInfo.ClearCachedData();
        Known.Clear();
    }

    /// <summary>The clocks' distance from UTC at <paramref name="instant"/>.</summary>
    public TimeSpan OffsetAt(DateTimeOffset instant) => _offsetAt(instant);

    /// <summary>What the clocks show at <paramref name="instant"/>.</summary>
    public DateTimeOffset Show(DateTimeOffset instant) => instant.ToOffset(OffsetAt(instant));

    private static Zone Read(string name)
    {
        var listed = TimeZoneInfo.FindSystemTimeZoneById(name);
        return ZoneFile.Find(listed.Id) is { Rule: { } rule } file
            ? new Zone(instant => instant >= file.LastListed ? rule.OffsetAt(instant) : listed.GetUtcOffset(instant))
            : new Zone(listed.GetUtcOffset);
    }
}
