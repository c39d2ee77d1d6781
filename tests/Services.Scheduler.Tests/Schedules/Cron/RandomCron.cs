using System.Globalization;

namespace Nanobot.Services.Scheduler.Tests.Schedules.Cron;

/// <summary>Random expressions of all that a cron expression may say.</summary>
internal static class RandomCron
{
    private static readonly string[] Months = ["JAN", "feb", "Mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["SUN", "mon", "Tue", "wed", "thu", "fri", "sat"];

    public static CronSample Make(Random random) => new(
        random.Next(3) == 0 ? Values(random, 0, 59, 60, static time => time.Second, null, mayBeAll: true) : null,
        Field(random, 0, 59, 60, static time => time.Minute, null, null),
        Field(random, 0, 23, 24, static time => time.Hour, null, null),
        Field(random, 1, 31, 31, static time => time.Day, null, DayOfMonth),
        Field(random, 1, 12, 12, static time => time.Month, Months, null),
        Field(random, 0, 7, 7, static time => (int)time.DayOfWeek, Weekdays, DayOfWeek));

    private static CronPart Field(Random random, int low, int high, int round, Func<DateTime, int> of, string[]? names, Func<Random, CronPart>? special)
    {
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                return new CronPart(special is not null && random.Next(3) == 0 ? "?" : "*", static _ => true);
            case 3 when special is not null:
                return special(random);
            case 4:
                return CronPart.List([.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => special is not null && random.Next(4) == 0
                    ? special(random) : Values(random, low, high, round, of, names, mayBeAll: false))]);
            default:
                return Values(random, low, high, round, of, names, mayBeAll: true);
        }
    }

    private static CronPart Values(Random random, int low, int high, int round, Func<DateTime, int> of, string[]? names, bool mayBeAll)
    {
        var (first, last, step) = (random.Next(low, high + 1), random.Next(low, high + 1), random.Next(1, Math.Min(10, high) + 1));
        return random.Next(mayBeAll ? 5 : 4) switch
        {
            0 => Of($"{Name(first)}", first, first, 1),
            1 => Of($"{Name(first)}-{Name(last)}", first, last, 1),
            2 => Of($"{Name(first)}-{Name(last)}/{step}", first, last, step),
            3 => Of($"{Name(first)}/{step}", first, high, step),
            _ => Of($"*/{step}", low, high, step),
        };

        string Name(int value) => names is not null && value - low < names.Length && random.Next(2) == 0 ? names[value - low] : value.ToString(CultureInfo.InvariantCulture);

        CronPart Of(string text, int from, int to, int by)
        {
            // Round the clock, the year or the week where it runs backwards; 7 is Sunday as 0 is.
            var reach = to < from ? to + round : to;
            return new CronPart(text, time => Enumerable.Range(from, reach - from + 1).Where(value => (value - from) % by == 0)
                .Any(value => (value - of(time)) % round == 0));
        }
    }

    private static CronPart DayOfMonth(Random random)
    {
        var (day, before) = (random.Next(1, 32), random.Next(1, 31));
        return random.Next(5) switch
        {
            0 => new CronPart("L", static time => time.Day == Days(time), 1),
            1 => new CronPart($"L-{before}", time => time.Day == Days(time) - before, 1),
            2 => new CronPart("LW", static time => IsNearest(time, Days(time)), 1),
            3 => new CronPart($"L-{before}W", time => IsNearest(time, Days(time) - before), 1),
            _ => new CronPart($"{day}W", time => IsNearest(time, day), 1),
        };
    }

    private static CronPart DayOfWeek(Random random)
    {
        var (weekday, nth) = (random.Next(0, 8), random.Next(1, 6));
        var name = weekday < Weekdays.Length && random.Next(2) == 0 ? Weekdays[weekday] : weekday.ToString(CultureInfo.InvariantCulture);
        return random.Next(2) == 0
            ? new CronPart($"{name}L", time => (int)time.DayOfWeek == weekday % 7 && time.Day + 7 > Days(time), 1)
            : new CronPart($"{name}#{nth}", time => (int)time.DayOfWeek == weekday % 7 && ((time.Day - 1) / 7) + 1 == nth, 1);
    }

    private static int Days(DateTime time) => DateTime.DaysInMonth(time.Year, time.Month);

    private static bool IsNearest(DateTime time, int day)
    {
        if (day < 1 || day > Days(time))
        {
            return false;
        }

        var wanted = new DateTime(time.Year, time.Month, day);
        var weekdays = Enumerable.Range(1, Days(time)).Select(value => new DateTime(time.Year, time.Month, value))
            .Where(static date => date.DayOfWeek is not (System.DayOfWeek.Saturday or System.DayOfWeek.Sunday));
        // Friday is a day from Saturday, and Monday from Sunday: no two are as near.
        return time.Date == weekdays.MinBy(date => Math.Abs((date - wanted).Days));
    }
}
