using System.Globalization;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Calendars;

/// <summary>Why a calendar says nothing, in the words of a report.</summary>
internal static class CalendarFailures
{
    public static Wording Unreadable { get; } = new("不是可读的日历（iCalendar）", "is no calendar that can be read (iCalendar)");

    public static Wording Late { get; } = new("日历的重复规则计算过久", "has rules that take too long to look through");

    public static Wording TooMany(int maximum) => new(
        string.Create(CultureInfo.InvariantCulture, $"日历超过 {maximum} 个条目"), string.Create(CultureInfo.InvariantCulture, $"holds more than {maximum} entries"));

    public static Wording PassedOver(int count) => new(
        string.Create(CultureInfo.InvariantCulture, $"{count} 个条目无法读取，已略过"),
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "entry that cannot be read was" : "entries that cannot be read were")} passed over"));
}
