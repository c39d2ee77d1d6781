using System.Globalization;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>Times as tests write them.</summary>
internal static class Times
{
    public static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateTime Reading(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    public static string Show(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "never";

    /// <summary>The next <paramref name="count"/> times of a schedule.</summary>
    public static List<DateTimeOffset> Next(this ISchedule schedule, DateTimeOffset after, int count)
    {
        var times = new List<DateTimeOffset>();
        for (var next = schedule.Next(after); next is not null && times.Count < count; next = schedule.Next(next.Value))
        {
            times.Add(next.Value);
        }

        return times;
    }
}
