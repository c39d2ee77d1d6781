using Cronos;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>The fields of an expression; days of the week from 0, Sunday.</summary>
internal sealed record CronSpec(
    CronField Seconds, CronField Minutes, CronField Hours, CronField DaysOfMonth, CronField Months, CronField DaysOfWeek)
{
    /// <summary>Whether its readings lie a minute apart at least: two seconds of one minute never do.</summary>
    public bool IsByTheMinute => Seconds.Count == 1;

    /// <summary>
    /// Its readings. Where both fields of days are restricted, a day needs to be in one of them, as in cron; where one starts with
    /// <c>*</c> or is <c>?</c>, in both.
    /// </summary>
    public CronTimes ToTimes()
    {
        var (months, days) = (Months.Parts()[0], DaysOfMonth.Parts());
        var time = $"{Seconds.Parts()[0]} {Minutes.Parts()[0]} {Hours.Parts()[0]}";
        var expressions = DaysOfMonth.IsStar || DaysOfWeek.IsStar
            ? from day in days from weekday in DaysOfWeek.Parts() select $"{time} {day} {months} {weekday}"
            : [.. days.Select(day => $"{time} {day} {months} *"), .. DaysOfWeek.Parts().Select(weekday => $"{time} * {months} {weekday}")];
        return new CronTimes([.. expressions.Select(static expression => CronExpression.Parse(expression, CronFormat.IncludeSeconds))]);
    }
}
