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

    private readonly TimeZoneInfo _listed;
    private readonly ZoneFile? _file;

    private Zone(string name)
    {
        _listed = TimeZoneInfo.FindSystemTimeZoneById(name);
        _file = ZoneFile.Find(_listed.Id);
    }

    /// <summary>The zone of that name.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine has no such zone.</exception>
    public static Zone Of(string name) => Known.GetOrAdd(name, static name => new Zone(name));

    /// <summary>The clocks' distance from UTC at <paramref name="instant"/>.</summary>
    public TimeSpan OffsetAt(DateTimeOffset instant) => _file is { Rule: { } rule } && instant >= _file.LastListed
        ? rule.OffsetAt(instant)
        : _listed.GetUtcOffset(instant);

    /// <summary>What the clocks show at <paramref name="instant"/>.</summary>
    public DateTimeOffset Show(DateTimeOffset instant) => instant.ToOffset(OffsetAt(instant));
}
