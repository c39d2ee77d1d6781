namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>
/// Reads the five fields of a standard crontab line (POSIX crontab(1), with the steps and names of Vixie's cron). It is
/// strict where crons differ: what Quartz or another cron would add is refused by name, not guessed at.
/// </summary>
internal static class CronParser
{
    private const int MaximumLength = 200;
    private const int SundayToo = 7;

    private static readonly CronFieldSyntax Minutes = new("minute", 0, 59);
    private static readonly CronFieldSyntax Hours = new("hour", 0, 23);
    private static readonly CronFieldSyntax DaysOfMonth = new("day of month", 1, 31);
    private static readonly CronFieldSyntax Months = new("month", 1, 12,
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static readonly CronFieldSyntax DaysOfWeek = new("day of week", 0, SundayToo, "sun", "mon", "tue", "wed", "thu", "fri", "sat");

    public static CronSpec Parse(string expression)
    {
        var fields = expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (expression.Length > MaximumLength)
        {
            throw new CronException($"is longer than {MaximumLength} characters");
        }

        if (fields.Length > 0 && fields[0].StartsWith('@'))
        {
            throw new CronException("'@' names are not supported; write the five fields");
        }

        if (fields.Length != 5)
        {
            throw new CronException(
                $"must have the five fields minute, hour, day of month, month, day of week; it has {fields.Length} (seconds and years are not supported)");
        }

        return new CronSpec(Minutes.Parse(fields[0]), Hours.Parse(fields[1]), DaysOfMonth.Parse(fields[2]), Months.Parse(fields[3]),
            WithOneSunday(DaysOfWeek.Parse(fields[4])));
    }

    /// <summary>Whether <see cref="Parse"/> can read it.</summary>
    public static bool IsValid(string expression)
    {
        try
        {
            Parse(expression);
            return true;
        }
        catch (CronException)
        {
            return false;
        }
    }

    private static CronField WithOneSunday(CronField days)
    {
        int[] values = [.. days.Values.Select(static day => day % SundayToo).Distinct().Order()];
        return days with { Values = values, IsAll = values.Length == SundayToo };
    }
}
