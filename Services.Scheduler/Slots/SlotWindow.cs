using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Slots;

/// <summary>Among which seconds the slot of a job is chosen.</summary>
/// <param name="Cycle">After how many seconds its times come again: a week by the wall clock, its period for what comes at equal distances.</param>
/// <param name="Wishes">The wished times of one cycle, or the first of them, in seconds since 1970.</param>
/// <param name="Earliest">The least offset from a wish, in seconds: none at which the first run would lie in the past.</param>
/// <param name="Latest">The greatest.</param>
internal sealed record SlotWindow(long Cycle, IReadOnlyList<long> Wishes, int Earliest, int Latest)
{
    /// <summary>The cycle of what goes by the wall clock.</summary>
    public const long Week = 7 * 24 * 60 * 60;

    // Of what comes more often in a week, the first tell of the rest.
    private const int MostWishes = 50;

    /// <summary>The window of a job; null where nothing is wished for any more.</summary>
    public static SlotWindow? Of(Job job, DateTimeOffset now)
    {
        var schedule = job.CompileWishes();
        if (schedule.Next(now) is not { } first)
        {
            return null;
        }

        var earliest = (int)Math.Max(-Slot.Widest, Math.Floor((now - first).TotalSeconds) + 1);
        return job.Schedule.Kind == ScheduleKind.Every
            ? Between(job.Schedule.Seconds!.Value, [first.ToUnixTimeSeconds()], job.Schedule.Seconds.Value, earliest)
            : OfWeek(schedule, first, earliest);
    }

    private static SlotWindow OfWeek(ISchedule schedule, DateTimeOffset first, int earliest)
    {
        List<long> wishes = [first.ToUnixTimeSeconds()];
        var distance = Week;
        for (var next = schedule.Next(first); next is { } wish && wishes.Count < MostWishes; next = schedule.Next(wish))
        {
            distance = Math.Min(distance, wish.ToUnixTimeSeconds() - wishes[^1]);
            if (wish.ToUnixTimeSeconds() - wishes[0] >= Week)
            {
                break;
            }

            wishes.Add(wish.ToUnixTimeSeconds());
        }

        return Between(Week, wishes, distance, earliest);
    }

    // No farther from its own wish than from the next one.
    private static SlotWindow Between(long cycle, IReadOnlyList<long> wishes, long distance, int earliest)
    {
        var widest = (int)Math.Min(Slot.Widest, distance / 2);
        return new SlotWindow(cycle, wishes, Math.Max(-widest, earliest), widest);
    }
}
