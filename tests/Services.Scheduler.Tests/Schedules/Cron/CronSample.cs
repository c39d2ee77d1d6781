namespace Nanobot.Services.Scheduler.Tests.Schedules.Cron;

/// <summary>A random expression, and what it means by a reading of its rules day by day and second by second.</summary>
internal sealed record CronSample(CronPart? Second, CronPart Minute, CronPart Hour, CronPart Day, CronPart Month, CronPart Weekday)
{
    public string Text => string.Join(' ', new[] { Second, Minute, Hour, Day, Month, Weekday }.OfType<CronPart>().Select(static part => part.Text));

    public bool IsUnion => !Day.IsStar && !Weekday.IsStar;

    /// <summary>The first reading after <paramref name="after"/> until <paramref name="horizon"/>.</summary>
    public DateTime? Next(DateTime after, DateTime horizon)
    {
        for (var day = after.Date; day < horizon; day = day.AddDays(1))
        {
            if (!Month.Holds(day) || !(IsUnion ? Day.Holds(day) || Weekday.Holds(day) : Day.Holds(day) && Weekday.Holds(day)))
            {
                continue;
            }

            for (var hour = day; hour < day.AddDays(1); hour = hour.AddHours(1))
            {
                if (Hour.Holds(hour) && hour.AddHours(1) > after && InHour(hour, after) is { } reading)
                {
                    return reading;
                }
            }
        }

        return null;
    }

    private DateTime? InHour(DateTime hour, DateTime after)
    {
        for (var minute = hour; minute < hour.AddHours(1); minute = minute.AddMinutes(1))
        {
            if (Minute.Holds(minute) && minute.AddMinutes(1) > after)
            {
                var second = Enumerable.Range(0, 60).Select(value => minute.AddSeconds(value))
                    .Where(reading => reading > after && (Second?.Holds(reading) ?? reading.Second == 0)).Take(1).ToList();
                if (second is [var found])
                {
                    return found;
                }
            }
        }

        return null;
    }
}
