namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>Reads days that every month has elsewhere.</summary>
internal abstract class CronDays
{
    /// <summary>The day in Cronos's terms; null where <paramref name="part"/> is something else.</summary>
    /// <exception cref="CronException">It is such a day, and none that there is.</exception>
    public abstract string? Parse(string part, CronFieldSyntax field);
}
