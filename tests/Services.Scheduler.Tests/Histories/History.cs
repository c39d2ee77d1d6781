using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Histories;

/// <summary>What is to come of jobs, and whether it came: each time of each schedule once.</summary>
internal sealed class History
{
    private const int JobsOfUser = 100;

    private readonly Dictionary<Guid, Job> _jobs;

    private History(Dictionary<Guid, Job> jobs) => _jobs = jobs;

    /// <summary>Adds jobs, a hundred a user, in place of all that a database has.</summary>
    public static async Task<History> BeginAsync(SchedulerHost host, IEnumerable<Job> jobs)
    {
        var db = host.Services.GetRequiredService<TenantDb>();
        await host.ExecuteAsync("truncate occurrences, jobs, nanobot.outbox");
        var history = new History(jobs.ToDictionary(static job => job.JobId));
        foreach (var chunk in history._jobs.Values.Chunk(JobsOfUser))
        {
            var user = TestContexts.User();
            await host.SetTenantAsync(user, "active", 1);
            await db.TransactionAsync(user, async transaction =>
            {
                foreach (var job in chunk)
                {
                    Assert.Null(await JobBook.AddAsync(transaction, job, CancellationToken.None));
                }

                return true;
            }, CancellationToken.None);
        }

        return history;
    }

    /// <summary>
    /// Each time of each schedule up to <paramref name="end"/> has a row, or is within the stretch of one, and each run that a row says was asked for, once.
    /// </summary>
    /// <returns>How many fired, and how many were passed over.</returns>
    public async Task<(int Fired, int Skipped)> CheckAsync(SchedulerHost host, DateTimeOffset end, string which)
    {
        var rows = await host.QueryAsync("select job_id, scheduled_for, skipped_until, status, report_id from occurrences order by job_id, scheduled_for", static row =>
            (Job: row.GetGuid(0), At: row.GetFieldValue<DateTimeOffset>(1), Until: row.IsDBNull(2) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(2), Fired: row.GetString(3) == OccurrenceStatus.Requested,
                Report: row.IsDBNull(4) ? (Guid?)null : row.GetGuid(4)));
        var histories = rows.ToLookup(static row => row.Job);
        var skipped = 0;
        foreach (var job in _jobs.Values)
        {
            var schedule = job.Compile();
            var next = schedule.Next(job.AnchorAt);
            foreach (var row in histories[job.JobId])
            {
                Assert.True(next == row.At, $"{which}: {job.Schedule} in {job.TimeZone}: {next:O} was to come, and {row.At:O} came");
                for (next = schedule.Next(row.At); next < row.Until; next = schedule.Next(next.Value))
                {
                    skipped++;
                }

                skipped += row.Fired ? 0 : 1;
            }

            Assert.True(next is null || next > end, $"{which}: {job.Schedule} in {job.TimeZone}: {next:O} did not come");
        }

        var reports = await host.RequestedReportsAsync();
        Assert.Equal(rows.Where(static row => row.Fired).Select(static row => row.Report!.Value).Order(), reports.Order());
        return (reports.Count, skipped);
    }
}
