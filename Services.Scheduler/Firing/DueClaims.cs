using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// The statements that take leases on due jobs of tenants that work. Rows that another scan, a firing or a change holds
/// right now are passed over, not waited for. Jobs of other tenants stay as they are: nothing is written of them, and they
/// are due when their tenant works again.
/// </summary>
internal static class DueClaims
{
    /// <summary>
    /// Up to $2 jobs that are due at $1, the longest due first, leased for $3. Every row says first whether more is due than
    /// was looked at: what waits for tenants that do not work must not cost a look each time. Without a claim there is one
    /// row, of nulls otherwise.
    /// </summary>
    public const string LongestDue = $"""
        with head as materialized (
            select ctid as place, tenant_id, due_at from jobs
            where next_run_at is not null and due_at <= $1
            order by due_at limit 4 * $2
        ), due as materialized (
            select jobs.ctid as place from head
            join {TenantStates.Table} using (tenant_id)
            join jobs on jobs.ctid = head.place
            where {TenantStates.Works} and jobs.due_at <= $1
            order by head.due_at limit $2
            for update of jobs skip locked
        ), claimed as (
            {Take}
        )
        select look.crowded, claimed.* from (select count(*) = 4 * $2 as crowded from head) look left join claimed on true
        """;

    /// <summary>
    /// The same in the tenants' turns, behind the tenant $4. It costs a look for each tenant with jobs, due or not, so it is for a backlog only.
    /// </summary>
    public static readonly string InTurn = $"""
        {FairClaim.Due("jobs", "status = 'active'")}, claimed as (
            {Take}
        )
        select * from claimed order by tenant_id
        """;

    /// <summary>When a job of a tenant that works is due next, among the $1 that are due first.</summary>
    public const string NextDue = $"""
        select greatest(least(due_at, '9999-12-31Z'), '0001-01-01Z') from (select tenant_id, due_at from jobs where next_run_at is not null order by due_at limit $1) head
        join {TenantStates.Table} using (tenant_id)
        where {TenantStates.Works}
        order by due_at limit 1
        """;

    /// <summary>Ends the leases of claims: tenants $1, users $2, jobs $3, attempts $4, which tell a claim from the next one of the same job.</summary>
    public const string Return = """
        update jobs set lease_until = null, attempts = greatest(jobs.attempts - 1, 0)
        from unnest($1::text[], $2::text[], $3::uuid[], $4::int[]) as claimed (tenant_id, user_id, job_id, attempts)
        where jobs.tenant_id = claimed.tenant_id and jobs.user_id = claimed.user_id and jobs.job_id = claimed.job_id
            and jobs.attempts = claimed.attempts and jobs.lease_until is not null
        """;

    private const string Take = $"""
        update jobs set
            lease_until = $1 + least($3 * power(2, least(jobs.attempts, 12)), interval '1 hour'),
            attempts = least(jobs.attempts, 1000) + 1
        from {TenantStates.Table}
        where jobs.ctid = any (array(select place from due)) and tenant_states.tenant_id = jobs.tenant_id
        returning jobs.tenant_id, jobs.user_id, jobs.job_id, {TenantStates.Columns}, jobs.attempts, jobs.key_id, jobs.user_quotas, jobs.key_quotas
        """;
}
