namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>
/// Reads a cron expression: the five fields of a standard crontab line (POSIX crontab(1), with the steps and names of Vixie's
/// cron), or six with seconds in front, the days <c>L W #</c> that Quartz has added, and the names that begin with <c>@</c>.
/// Refuses by name of the field what it does not know, rather than to guess.
/// </summary>
internal static class CronParser
{
    private const int MaximumLength = 200;
    private const int FieldsOfMinutes = 5;

    private static readonly CronFieldSyntax Seconds = new("second", 0, 59, 60, null);
    private static readonly CronFieldSyntax Minutes = new("minute", 0, 59, 60, null);
    private static readonly CronFieldSyntax Hours = new("hour", 0, 23, 24, null);
    private static readonly CronFieldSyntax DaysOfMonth = new("day of month", 1, 31, 31, new CronDaysOfMonth());
    private static readonly CronFieldSyntax Months = new("month", 1, 12, 12, null,
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static readonly CronFieldSyntax DaysOfWeek = new("day of week", 0, 7, 7, new CronDaysOfWeek(), "sun", "mon", "tue", "wed", "thu", "fri", "sat");

    public static CronSpec Parse(string expression)
    {
        if (expression.Length > MaximumLength)
        {
            throw new CronException($"is longer than {MaximumLength} characters");
        }

        var fields = Split(expression);
        if (fields is [var name] && name.StartsWith('@'))
        {
            fields = Split(CronNames.Resolve(name));
        }

        if (fields.Length is not (FieldsOfMinutes or (FieldsOfMinutes + 1)))
        {
            throw new CronException(
                $"must have the five fields minute, hour, day of month, month, day of week, or six with the second in front; it has {fields.Length} (years are not supported)");
        }

        var minutes = fields.AsSpan(fields.Length - FieldsOfMinutes);
        return new CronSpec(Seconds.Parse(fields.Length == FieldsOfMinutes ? "0" : fields[0]), Minutes.Parse(minutes[0]), Hours.Parse(minutes[1]),
            DaysOfMonth.Parse(minutes[2]), Months.Parse(minutes[3]), DaysOfWeek.Parse(minutes[4]));
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

    private static string[] Split(string expression) => expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
