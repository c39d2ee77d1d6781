using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// The statements that hold due jobs of tenants that work until the transaction ends. Rows that another scan, a firing or a change holds
/// right now are passed over, not waited for. Jobs of other tenants stay as they are: nothing is written of them, and they
/// are due when their tenant works again. Whoever claims finds out, and holds with its rows, up to when operators let what is due fire.
/// </summary>
internal static class DueClaims
{
    /// <summary>Up to $2 jobs that are due at $1, the longest due first.</summary>
    public const string LongestDue = $"""
        with {Head}, due as materialized (
            select jobs.ctid as place from head
            join {TenantStates.Table} using (tenant_id)
            join jobs on jobs.ctid = head.place
            where {TenantStates.Works} and jobs.due_at <= $1 and jobs.due_at <= (select firing_until())
            order by head.due_at limit $2
            for update of jobs skip locked
        )
        {Held}
        """;

    /// <summary>Whether more is due at $1 than is looked at for $2: what waits for tenants that do not work must not cost a look each time.</summary>
    public const string Crowded = $"with {Head} select count(*) = 4 * $2 from head";

    /// <summary>
    /// The same in the tenants' turns, behind the tenant $3. It costs a look for each tenant with jobs, due or not, so it is for a backlog only.
    /// </summary>
    public static readonly string InTurn = $"""
        {FairClaim.Due("jobs", "status = 'active' and due_at <= (select firing_until())", behind: "$3")}
        {Held} order by jobs.tenant_id
        """;

    /// <summary>The job $3 of the tenant $2 alone, where it is due at $1.</summary>
    public const string One = $"""
        with due as materialized (
            select jobs.ctid as place from jobs join {TenantStates.Table} using (tenant_id)
            where jobs.tenant_id = $2 and jobs.job_id = $3 and next_run_at is not null and due_at <= $1 and due_at <= (select firing_until()) and {TenantStates.Works}
            for update of jobs skip locked
        )
        {Held}
        """;

    /// <summary>How it stands, and when a job of a tenant that works and may fire is due next, among the $1 that are due first; null where there is none.</summary>
    public const string NextDue = $"""
        select firing.state, (
            select greatest(least(due_at, '9999-12-31Z'), '0001-01-01Z')
            from (select tenant_id, due_at from jobs where next_run_at is not null and due_at <= firing.fires_until order by due_at limit $1) head
            join {TenantStates.Table} using (tenant_id)
            where {TenantStates.Works}
            order by due_at limit 1)
        from firing
        """;

    private const string Head = """
        head as materialized (
            select ctid as place, tenant_id, due_at from jobs
            where next_run_at is not null and due_at <= $1 and due_at <= (select firing_until())
            order by due_at limit 4 * $2
        )
        """;

    private const string Held = $"""
        select {JobRows.Columns}, jobs.ctid::text, tenant_id, user_id, standing.of_plan, standing.of_epoch, standing.of_quotas, standing.of_zone, least(attempts, 1000), key_id, user_quotas, key_quotas,
            nullif((select firing_until()), 'infinity')
        from due join jobs on jobs.ctid = due.place
        cross join lateral (
            select plan as of_plan, epoch as of_epoch, quotas as of_quotas, {TenantStates.Table}.time_zone as of_zone
            from {TenantStates.Table} where {TenantStates.Table}.tenant_id = jobs.tenant_id
        ) standing
        """;
}
