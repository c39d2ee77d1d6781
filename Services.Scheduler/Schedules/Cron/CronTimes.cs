using Cronos;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>
/// Readings that one of some expressions names. Cronos takes a day that is in both fields of days, and no lists of special days:
/// what else an expression says is several of Cronos's. They work on UTC here, which stands for the wall clock: what a zone does
/// to its clocks is <see cref="WallClock"/>'s matter, and the same for every kind of schedule.
/// </summary>
internal sealed class CronTimes(IReadOnlyList<CronExpression> expressions) : IWallTimes
{
    public DateTime? Next(DateTime reading)
    {
        // From a whole second, since that is what readings are: Cronos takes what lies less than a millisecond before one for past it.
        var after = new DateTime(reading.Ticks - (reading.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        DateTime? first = null;
        foreach (var expression in expressions)
        {
            if (expression.GetNextOccurrence(after) is { } next && (first is null || next < first))
            {
                first = next;
            }
        }

        return first is { } found ? DateTime.SpecifyKind(found, reading.Kind) : null;
    }
}
