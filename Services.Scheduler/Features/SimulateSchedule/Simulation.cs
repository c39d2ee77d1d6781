using Nanobot.Services.Scheduler.Forecasts;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>Goes through a span in the order of time, over several jobs at once, so that what was counted when it ends early is exact up to there.</summary>
internal sealed class Simulation(Zone zone, int listed, IReadOnlyList<LimitWatch> limits)
{
    /// <summary>Most runs that are counted.</summary>
    public const int Maximum = 100_000;

    private const int LongestWithHours = 31;
    private const int LookEvery = 1_000;

    private readonly List<SimulatedRun> _runs = [];
    private readonly Dictionary<SimulatedJob, int> _jobs = [];
    private readonly SortedDictionary<DateOnly, int> _days = [];
    private readonly SortedDictionary<DateTimeOffset, int> _hours = [];

    /// <summary>Counts what <paramref name="jobs"/> have from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public SimulationResponse Run(IReadOnlyList<SimulatedJob> jobs, string zoneName, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var waiting = new PriorityQueue<(SimulatedJob Job, DateTimeOffset Time), (DateTimeOffset Time, Guid Job)>();
        foreach (var job in jobs)
        {
            _jobs[job] = 0;
            Wait(job, job.FirstIn(from));
        }

        var until = to;
        for (var counted = 0; waiting.TryDequeue(out var next, out _); counted++)
        {
            if (counted == Maximum)
            {
                until = next.Time;
                break;
            }

            if (counted % LookEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Count(next.Job, next.Time);
            Wait(next.Job, next.Job.Schedule.Next(next.Time));
        }

        return Answer(zoneName, from, to, until);

        void Wait(SimulatedJob job, DateTimeOffset? time)
        {
            if (time < to)
            {
                waiting.Enqueue((job, time.Value), (time.Value, job.Job.JobId));
            }
        }
    }

    private void Count(SimulatedJob job, DateTimeOffset time)
    {
        var shown = zone.Show(time);
        _jobs[job]++;
        foreach (var limit in limits)
        {
            limit.Count(time, job.Forecast);
        }

        Add(_days, DateOnly.FromDateTime(shown.DateTime));
        Add(_hours, new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero));
        if (_runs.Count < listed)
        {
            _runs.Add(new SimulatedRun(shown, job.JobId, job.Job.Name));
        }
    }

    private SimulationResponse Answer(string zoneName, DateTimeOffset from, DateTimeOffset to, DateTimeOffset until)
    {
        var totals = _jobs.Select(static counted => (counted.Key, Total: counted.Key.Forecast.Times(counted.Value))).ToList();
        List<SimulatedHour> hours = [.. _hours.Select(static hour => new SimulatedHour(hour.Key, hour.Value))];
        return new SimulationResponse(
            zone.Show(from), zone.Show(to), zoneName, zone.Show(until),
            totals.Aggregate(ForecastTotal.Zero, static (sum, job) => sum.Plus(job.Total)),
            [.. totals.Select(static job => new SimulatedTotal(job.Key.JobId, job.Key.Job.Name, job.Total.Runs, job.Total.Tokens, job.Total.Cost, job.Key.Forecast.Basis, job.Key.Job.Slot?.OffsetSeconds))],
            [.. _days.Select(static day => new SimulatedDay(day.Key, day.Value))],
            (to - from).TotalDays <= LongestWithHours ? hours : [],
            hours.MaxBy(static hour => hour.Runs),
            _runs,
            [.. limits.Select(limit => limit.Answer(until == to, zone))]);
    }

    private static void Add<TKey>(SortedDictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
