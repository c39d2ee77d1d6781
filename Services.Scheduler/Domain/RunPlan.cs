namespace Nanobot.Services.Scheduler.Domain;

/// <summary>What a scan does with a due job: the runs to make, the missed ones to record, and when it is due again.</summary>
/// <param name="Made">Ascending; at most <see cref="MaximumRuns"/>.</param>
/// <param name="Skipped">Ascending; the first may stand for all up to <paramref name="FirstSkippedUntil"/>.</param>
/// <param name="FirstSkippedUntil">Set when the first skipped run stands for more than itself: up to, not including, this.</param>
/// <param name="Next">The first run after now, or null when there is none.</param>
internal sealed record RunPlan(
    IReadOnlyList<DateTimeOffset> Made, IReadOnlyList<DateTimeOffset> Skipped, DateTimeOffset? FirstSkippedUntil, DateTimeOffset? Next)
{
    /// <summary>
    /// Most runs of one job that are made or recorded one by one after an outage; what is older is recorded in one piece.
    /// </summary>
    public const int MaximumRuns = 100;

    // Enough to step over without looking back from now.
    private const int MaximumSteps = 10 * MaximumRuns;

    /// <summary>Decides for a job whose first due run is <paramref name="firstDue"/>, not after <paramref name="now"/>.</summary>
    public static RunPlan Of(ISchedule schedule, DateTimeOffset firstDue, DateTimeOffset now, string misfire, TimeSpan grace)
    {
        var (due, next) = Between(schedule, firstDue, now, MaximumSteps);
        if (due is null)
        {
            (due, next) = Latest(schedule, now);
        }

        due = due.Count > MaximumRuns ? due.GetRange(due.Count - MaximumRuns, MaximumRuns) : due;
        var isCut = due[0] > firstDue;
        var made = misfire switch
        {
            Misfire.All => due.Count,
            Misfire.Last => 1,
            _ => now - due[^1] <= grace ? 1 : 0,
        };
        var skipped = due.GetRange(0, due.Count - made);
        return new RunPlan(
            due.GetRange(due.Count - made, made),
            isCut ? [firstDue, .. skipped] : skipped,
            isCut ? due[0] : null,
            next);
    }

    /// <summary>The runs from <paramref name="first"/> to now, and the next; no runs when they are more than the steps.</summary>
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

    /// <summary>Looks back from now, further each time, until there are runs enough; only where there surely are.</summary>
    private static (List<DateTimeOffset> Due, DateTimeOffset? Next) Latest(ISchedule schedule, DateTimeOffset now)
    {
        for (var back = TimeSpan.FromHours(1); ; back *= 2)
        {
            if (schedule.Next(now - back) is { } first && first <= now
                && Between(schedule, first, now, int.MaxValue) is { Due: { Count: >= MaximumRuns } due, Next: var next })
            {
                return (due, next);
            }
        }
    }
}
