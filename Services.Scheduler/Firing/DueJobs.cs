using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Finds the due jobs of all tenants and takes leases on them: all that is done outside a tenant's scope.</summary>
internal sealed class DueJobs(PlatformDb db, IOptions<SchedulerOptions> options, TimeProvider time)
{
    /// <summary>Rows that another scan, a run or a change holds right now are passed over, not waited for.</summary>
    internal const string Claim = """
        with due as materialized (
            select ctid as place from jobs
            where next_run_at is not null and due_at <= $1
            order by due_at limit $2
            for update skip locked)
        update jobs set
            lease_until = $1 + least($3 * power(2, least(jobs.attempts, 12)), interval '1 hour'),
            attempts = jobs.attempts + 1
        where ctid = any (array(select place from due))
        returning tenant_id, user_id, job_id, tenant_context
        """;

    /// <summary>
    /// The same in the tenants' turns: leaps from tenant to tenant behind $4 and takes each one's share of the batch. It
    /// costs a look for each tenant with jobs, due or not, so it is for a backlog only.
    /// </summary>
    internal const string ClaimInTurn = """
        with recursive tenants as (
            (select tenant_id, due_at, (due_at <= $1)::int as found from jobs
             where status = 'active' and tenant_id > $4
             order by tenant_id, due_at limit 1)
            union all
            select next.tenant_id, next.due_at, tenants.found + (next.due_at <= $1)::int
            from tenants cross join lateral (
                select tenant_id, due_at from jobs
                where status = 'active' and tenant_id > tenants.tenant_id
                order by tenant_id, due_at limit 1
            ) next
            where tenants.found < $2
        ), due as materialized (
            select share.place from tenants cross join lateral (
                select ctid as place from jobs
                where status = 'active' and tenant_id = tenants.tenant_id and due_at <= $1
                order by due_at
                limit greatest(1, $2 / (select count(*) from tenants where due_at <= $1))
                for update skip locked
            ) share
            where tenants.due_at <= $1
            limit $2
        ), claimed as (
            update jobs set
                lease_until = $1 + least($3 * power(2, least(jobs.attempts, 12)), interval '1 hour'),
                attempts = jobs.attempts + 1
            where ctid = any (array(select place from due))
            returning tenant_id, user_id, job_id, tenant_context
        )
        select tenant_id, user_id, job_id, tenant_context from claimed order by tenant_id
        """;

    private const string NextDue = "select due_at from jobs where next_run_at is not null order by due_at limit 1";

    private static readonly PlatformScope Scope = new("due scan");

    private readonly TenantRing _ring = new();
    private bool _backlog;

    /// <summary>
    /// Claims up to a batch; none when nothing is due. The longest due go first; while more is due than a batch holds, every
    /// other batch goes round the tenants, so that one tenant's backlog keeps nobody else waiting.
    /// </summary>
    public async Task<List<ClaimedJob>> ClaimAsync(CancellationToken cancellationToken)
    {
        var (now, batch) = (time.GetUtcNow(), options.Value.BatchSize);
        if (_backlog)
        {
            _backlog = false;
            var inTurn = await _ring.TakeAsync(
                tenant => QueryAsync(new Sql(ClaimInTurn, now, batch, options.Value.Lease, tenant), cancellationToken), static job => job.TenantId);
            if (inTurn.Count > 0)
            {
                return inTurn;
            }
        }

        var longestDue = await QueryAsync(new Sql(Claim, now, batch, options.Value.Lease), cancellationToken);
        _backlog = longestDue.Count == batch;
        return longestDue;
    }

    /// <summary>When the next job is due, leases considered, or null when there is none.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => db.QuerySingleAsync(
        Scope, new Sql(NextDue), static row => (DateTimeOffset?)row.GetFieldValue<DateTimeOffset>(0), cancellationToken);

    private Task<List<ClaimedJob>> QueryAsync(Sql claim, CancellationToken cancellationToken) => db.QueryAsync(
        Scope, claim, static row => new ClaimedJob(row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetString(3)), cancellationToken);
}
