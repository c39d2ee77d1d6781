using Nanobot.Services.Scheduler.Schedules.Clocks;
using Quartz;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>
/// Readings that a cron expression names. Quartz's expression works on UTC here, which stands for the wall clock: what a
/// zone does to its clocks is <see cref="WallClock"/>'s matter, and the same for every kind of schedule.
/// </summary>
/// <param name="expression">In UTC.</param>
/// <param name="onlyOn">Days of the week, 0 is Sunday, that a day must be one of besides; null for any.</param>
internal sealed class CronTimes(CronExpression expression, IReadOnlyList<int>? onlyOn) : IWallTimes
{
    public DateTime? Next(DateTime reading)
    {
        var after = reading;
        while (expression.GetNextValidTimeAfter(new DateTimeOffset(after, TimeSpan.Zero)) is { } found)
        {
            if (onlyOn is null || onlyOn.Contains((int)found.DayOfWeek))
            {
                return found.DateTime;
            }

            // The day is a wrong one: go on from its last second.
            after = found.DateTime.Date.AddDays(1).AddSeconds(-1);
        }

        return null;
    }
}
