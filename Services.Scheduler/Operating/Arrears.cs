using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Scheduler.Operating;

/// <summary>What lies behind: the backlog of each tenant, and the jobs that could not be fired.</summary>
internal sealed class Arrears(PlatformDb db)
{
    private const int MostTenants = 100_000;
    private const int MostJobs = 10_000;

    /// <summary>
    /// The tenants with jobs that are due at $1, the longest due first, behind one that is due since $2 and is called $3. It leaps from tenant to tenant, $5 of them at most, and
    /// counts the jobs of those alone that it shows, $6 of each.
    /// </summary>
    public const string SelectTenants = $"""
        with recursive tenants as (
            select ''::text as tenant_id, null::timestamptz as oldest, 0 as number
            union all
            select next.tenant_id, next.due_at, tenants.number + 1
            from tenants cross join lateral (
                select tenant_id, due_at from jobs where status = 'active' and tenant_id > tenants.tenant_id order by tenant_id, due_at limit 1
            ) next
            where tenants.number < $5
        ), page as materialized (
            select tenant_id, oldest from tenants
            where oldest <= $1 and ($2::timestamptz is null or (oldest, tenant_id) > ($2, $3::text))
            order by oldest, tenant_id limit $4
        )
        select page.oldest, page.tenant_id, tenant_states.status, (
            select count(*) from (select from jobs where status = 'active' and tenant_id = page.tenant_id and due_at <= $1 limit $6) counted)
        from page left join {TenantStates.Table} using (tenant_id) order by page.oldest, page.tenant_id
        """;

    /// <summary>Jobs that could not be fired, behind one of the tenant $1 and the id $2.</summary>
    public const string SelectFailures = """
        select tenant_id, job_id, user_id, status, least(attempts, 1000), next_run_at, due_at from jobs
        where attempts > 0 and (tenant_id, job_id) > ($1, $2) order by tenant_id, job_id limit $3
        """;

    private static readonly PlatformScope Scope = new("operators look at what lies behind");

    /// <summary>The tenants whose jobs are due, and of a key that is <c>oldest.tenant</c>.</summary>
    public Task<List<StoredRow<BacklogResource>>> TenantsAsync(StoredInstant? afterDue, string? afterTenant, int limit, DateTimeOffset now, CancellationToken cancellationToken) => db.ListAsync(
        Scope, new Sql(SelectTenants, now, afterDue, afterTenant, limit, MostTenants, MostJobs), [0, 1], row =>
        {
            var (oldest, jobs) = (row.GetFieldValue<DateTimeOffset>(0), row.GetInt64(3));
            return new BacklogResource(row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), jobs, jobs < MostJobs, oldest, Lag.Of(oldest, now));
        }, cancellationToken);

    /// <summary>The jobs that could not be fired, and of a key that is <c>tenant.job</c>.</summary>
    public Task<List<StoredRow<FailureResource>>> FailuresAsync(string afterTenant, Guid afterJob, int limit, CancellationToken cancellationToken) => db.ListAsync(
        Scope, new Sql(SelectFailures, afterTenant, afterJob, limit), [0, 1],
        static row => new FailureResource(row.GetString(0), row.GetString(2), row.GetGuid(1), row.GetString(3), row.GetInt32(4), Time(row, 5), Time(row, 6)), cancellationToken);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
