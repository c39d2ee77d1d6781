using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>What a scan does with a due job: the occurrences to fire, the missed ones to record, and when it is due again.</summary>
/// <param name="Fired">Ascending; at most <see cref="Maximum"/>.</param>
/// <param name="Skipped">Ascending; the first may stand for all up to <paramref name="FirstSkippedUntil"/>.</param>
/// <param name="FirstSkippedUntil">Set when the first skipped one stands for more than itself: up to, not including, this.</param>
/// <param name="Next">The first occurrence after now, or null when there is none.</param>
internal sealed record OccurrencePlan(
    IReadOnlyList<DateTimeOffset> Fired, IReadOnlyList<DateTimeOffset> Skipped, DateTimeOffset? FirstSkippedUntil, DateTimeOffset? Next)
{
    /// <summary>
    /// Most occurrences of one job that fire or are recorded one by one after an outage; what is older is recorded in one piece.
    /// </summary>
    public const int Maximum = 100;

    // Enough to step over without looking back from now.
    private const int MaximumSteps = 10 * Maximum;

    /// <summary>Decides for a job whose first due occurrence is <paramref name="firstDue"/>, not after <paramref name="now"/>.</summary>
    public static OccurrencePlan Of(ISchedule schedule, DateTimeOffset firstDue, DateTimeOffset now, string misfire, TimeSpan grace)
    {
        // Its day came to be excluded after it was armed.
        if (schedule.Excludes(firstDue))
        {
            var first = schedule.Next(firstDue);
            if (first is null || first > now)
            {
                return new OccurrencePlan([], [], null, first);
            }

            firstDue = first.Value;
        }

        var (due, next) = Between(schedule, firstDue, now, MaximumSteps);
        if (due is null)
        {
            (due, next) = Latest(schedule, now);
        }

        due = due.Count > Maximum ? due.GetRange(due.Count - Maximum, Maximum) : due;
        var isCut = due[0] > firstDue;
        var fired = misfire switch
        {
            Misfire.All => due.Count,
            Misfire.Last => 1,
            _ => now - due[^1] <= grace ? 1 : 0,
        };
        var skipped = due.GetRange(0, due.Count - fired);
        return new OccurrencePlan(
            due.GetRange(due.Count - fired, fired),
            isCut ? [firstDue, .. skipped] : skipped,
            isCut ? due[0] : null,
            next);
    }

    /// <summary>The occurrences from <paramref name="first"/> to now, and the next; none when they are more than the steps.</summary>
    private static (List<DateTimeOffset>? Due, DateTimeOffset? Next) Between(
        ISchedule schedule, DateTimeOffset first, DateTimeOffset now, int steps)
    {
        var due = new List<DateTimeOffset> { first };
        DateTimeOffset? next;
        for (next = schedule.Next(first); next <= now; next = schedule.Next(next.Value))
        {
            if (due.Count == steps)
            {
                return (null, null);
            }

            due.Add(next.Value);
        }

        return (due, next);
    }

    /// <summary>Looks back from now, further each time, until there are occurrences enough; only where there surely are.</summary>
    private static (List<DateTimeOffset> Due, DateTimeOffset? Next) Latest(ISchedule schedule, DateTimeOffset now)
    {
        for (var back = TimeSpan.FromHours(1); ; back *= 2)
        {
            if (schedule.Next(now - back) is { } first && first <= now
                && Between(schedule, first, now, int.MaxValue) is { Due: { Count: >= Maximum } due, Next: var next })
            {
                return (due, next);
            }
        }
    }
}
