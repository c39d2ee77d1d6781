using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>A job as it is, and what its history has of a span.</summary>
/// <param name="Key">Whose, and which.</param>
/// <param name="Job">The job; null where its row cannot be read.</param>
/// <param name="Past">The runs by its schedule that the history has, in their order.</param>
/// <param name="KeptFrom">The history has lost what is older than this; null where it has lost nothing.</param>
internal sealed record ReplayedJob(JobKey Key, Job? Job, IReadOnlyList<PastRun> Past, DateTimeOffset? KeptFrom)
{
    /// <summary>
    /// The runs that its schedule has from <paramref name="from"/> up to <paramref name="to"/>, and what became of each. What lies before its anchor the schedule
    /// does not have, and what nobody wanted, since the job was paused or the run was not to come any more, is left out.
    /// </summary>
    public IEnumerable<(DateTimeOffset Time, string Outcome)> Runs(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        var schedule = Job!.Compile();
        var after = from.AddMicroseconds(-1);
        var past = 0;
        for (var next = schedule.Next(after < Job.AnchorAt ? Job.AnchorAt : after); next < to; next = schedule.Next(next.Value))
        {
            var time = next.Value;
            while (past < Past.Count && (Past[past].Until ?? Past[past].Time.AddMicroseconds(1)) <= time)
            {
                past++;
            }

            var found = past < Past.Count && Past[past].Time <= time ? Past[past].Outcome : Without(time, now);
            if (found is not null)
            {
                yield return (time, found);
            }
        }
    }

    // Of a run that the history has nothing of. Null: it was not to be.
    private string? Without(DateTimeOffset time, DateTimeOffset now) =>
        Job!.NextAt <= time ? time <= now ? ReplayOutcome.Waiting : ReplayOutcome.ToCome
        : time > now ? null
        : time <= Job.UpdatedAt || time < KeptFrom ? ReplayOutcome.Unknown
        : Job.Status == JobStatus.Paused ? null
        : ReplayOutcome.Missing;
}
