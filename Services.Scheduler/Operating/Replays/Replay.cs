using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>
/// Goes through the jobs of all tenants, or of one, and compares what their schedules as they are have in a span with what became of it. Nothing is made or written. It ends behind
/// a job, so that what it has counted is whole.
/// </summary>
internal sealed class Replay(ReplayedJobs jobs, TimeProvider time)
{
    /// <summary>Most jobs that are looked at in one go.</summary>
    public const int MostJobs = 5_000;

    /// <summary>Runs beyond which no further job is looked at.</summary>
    public const int MostRuns = 100_000;

    /// <summary>Does it.</summary>
    /// <param name="span">From when on, and up to, not including, when.</param>
    /// <param name="tenantId">Whose jobs; null for all.</param>
    /// <param name="after">Behind which job.</param>
    /// <param name="listed">Most runs that are listed one by one.</param>
    /// <param name="only">What those have become that are listed; null for all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ReplayResult> RunAsync(
        (DateTimeOffset From, DateTimeOffset To) span, string? tenantId, JobKey after, int listed, IReadOnlyCollection<string>? only, CancellationToken cancellationToken)
    {
        var (seen, unreadable, total, now) = (0, 0, ReplayTally.None, time.GetUtcNow());
        var (hours, runs) = (new SortedDictionary<DateTimeOffset, ReplayTally>(), new List<ReplayedRun>());
        while (await jobs.ReadAsync(after, tenantId, span.From, span.To, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var job in batch)
            {
                if (seen == MostJobs || total.Expected >= MostRuns)
                {
                    return Result(PageRequest.ToCursor(after.ToString()));
                }

                cancellationToken.ThrowIfCancellationRequested();
                (seen, after) = (seen + 1, job.Key);
                if (job.Job is not { CanFire: true })
                {
                    unreadable++;
                    continue;
                }

                foreach (var (at, outcome) in job.Runs(span.From, span.To, now))
                {
                    var hour = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
                    hours[hour] = hours.GetValueOrDefault(hour, ReplayTally.None).Plus(outcome);
                    total = total.Plus(outcome);
                    if (runs.Count < listed && only?.Contains(outcome) is not false)
                    {
                        runs.Add(new ReplayedRun(job.Key.TenantId, job.Key.JobId, at, outcome));
                    }
                }
            }
        }

        return Result(null);

        ReplayResult Result(string? cursor) =>
            new(span.From, span.To, seen, unreadable, total, [.. hours.Select(static hour => new ReplayedHour(hour.Key, hour.Value))], runs, cursor);
    }
}
