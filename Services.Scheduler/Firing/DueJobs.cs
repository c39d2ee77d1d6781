using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Persistence;
using Nanobot.ServiceDefaults.Tenancy;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Finds the due jobs of all tenants and takes leases on them: all that is done outside a tenant's scope.</summary>
internal sealed class DueJobs(PlatformDb db, IOptions<SchedulerOptions> options, TimeProvider time)
{
    /// <summary>Rows that another scan, a run or a change holds right now are passed over, not waited for.</summary>
    internal const string Claim = """
        with due as (
            select tenant_id, job_id from jobs
            where next_run_at is not null and due_at <= $1
            order by due_at limit $2
            for update skip locked)
        update jobs set
            lease_until = $1 + least($3 * power(2, least(jobs.attempts, 12)), interval '1 hour'),
            attempts = jobs.attempts + 1
        from due
        where jobs.tenant_id = due.tenant_id and jobs.job_id = due.job_id
        returning jobs.tenant_id, jobs.user_id, jobs.job_id, jobs.tenant_context
        """;

    private const string NextDue = "select due_at from jobs where next_run_at is not null order by due_at limit 1";

    private static readonly PlatformScope Scope = new("due scan");

    /// <summary>Claims up to a batch; none when nothing is due.</summary>
    public Task<List<ClaimedJob>> ClaimAsync(CancellationToken cancellationToken) => db.QueryAsync(
        Scope,
        new Sql(Claim, time.GetUtcNow(), options.Value.BatchSize, options.Value.Lease),
        static row => new ClaimedJob(row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetString(3)),
        cancellationToken);

    /// <summary>When the next job is due, leases considered, or null when there is none.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => db.QuerySingleAsync(
        Scope, new Sql(NextDue), static row => (DateTimeOffset?)row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
}
