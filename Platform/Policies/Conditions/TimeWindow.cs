using System.Globalization;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>
/// A window by the clock on a wall of its zone, so that it opens when that clock shows the time: on a day that leaves it out, at the next
/// time that is shown; on a day that has it twice, both times. What began on one day and lasts over midnight belongs to that day.
/// </summary>
internal sealed class TimeWindow : ICondition
{
    private const int DaysOfWeek = 7;
    private const int AllDays = 0b1111_1110;
    private static readonly long Day = TimeSpan.TicksPerDay;

    private readonly long _after;
    private readonly long _before;
    private readonly int _days;
    private readonly TimeZoneInfo? _zone;

    /// <exception cref="FormatException">One of its texts is none.</exception>
    public TimeWindow(TimeCondition condition)
    {
        _after = condition.After is { } after ? Time(after) : 0;
        _before = condition.Before is { } before ? Time(before) : Day;
        _days = condition.Weekdays is { } days ? days.Aggregate(0, static (set, day) => set | (1 << day)) : ~0;
        _zone = condition.TimeZone is { } zone ? ZoneName.Parse(zone).Zone : null;
    }

    public string Name => "time";

    public bool Holds(in Facts facts)
    {
        var local = facts.At.UtcTicks + (_zone ?? facts.Zone).GetUtcOffset(facts.At).Ticks;
        // Not a division towards zero: the first day of the calendar has a day before it in some zones.
        var (day, time) = (local >= 0 ? local / Day : ((local + 1) / Day) - 1, ((local % Day) + Day) % Day);
        return _after < _before
            ? time >= _after && time < _before && IsOn(day)
            : time >= _after ? IsOn(day) : time < _before && IsOn(day - 1);
    }

    public Chance ChanceOf(in Facts facts) => _after == 0 && _before == Day && (_days & AllDays) == AllDays ? Chance.Always : Chance.Sometimes;

    /// <summary>Reads HH:MM; null where it is none.</summary>
    public static long? TryParse(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Ticks : null;

    // The calendar begins on a Monday.
    private bool IsOn(long day) => (_days & (1 << (int)(1 + ((day + DaysOfWeek) % DaysOfWeek)))) != 0;

    private static long Time(string text) => TryParse(text) ?? throw new FormatException("A time must be HH:MM.");
}
