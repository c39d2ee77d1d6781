using Quartz;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>The five fields of an expression; days of the week from 0, Sunday.</summary>
internal sealed record CronSpec(CronField Minutes, CronField Hours, CronField DaysOfMonth, CronField Months, CronField DaysOfWeek)
{
    /// <summary>
    /// In Quartz's terms. Quartz counts days of the week from 1, Sunday, and takes seconds in front. Of two day fields it
    /// takes the union, as cron does where neither starts with <c>*</c>; where one does, a day must be in both.
    /// </summary>
    public CronTimes ToTimes()
    {
        var inBoth = DaysOfMonth.IsStar || DaysOfWeek.IsStar;
        var daysOfMonth = inBoth && DaysOfMonth.IsAll ? "*" : DaysOfMonth.ToList();
        var daysOfWeek = inBoth ? "?" : DaysOfWeek.ToList(offset: 1);
        var expression = $"0 {Minutes.ToList()} {Hours.ToList()} {daysOfMonth} {Months.ToList()} {daysOfWeek}";
        return new CronTimes(new CronExpression(expression, TimeZoneInfo.Utc), inBoth && !DaysOfWeek.IsAll ? DaysOfWeek.Values : null);
    }
}
