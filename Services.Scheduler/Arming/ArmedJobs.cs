using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Scheduler.Arming;

/// <summary>Finds jobs to arm of all tenants, in pieces; those of tenants that do not work too, since their schedules go on.</summary>
internal sealed class ArmedJobs(PlatformDb db)
{
    private const int Batch = 200;

    private const string Select = $"""
        select jobs.tenant_id, jobs.user_id, jobs.job_id, {TenantStates.Columns} from jobs join {TenantStates.Table} using (tenant_id)
        where (jobs.tenant_id, jobs.job_id) > ($1, $2)
        """;

    private const string InZone = $"{Select} and jobs.next_run_at is not null and jobs.time_zone = $4 order by jobs.tenant_id, jobs.job_id limit $3";

    private const string WithCalendar = $"{Select} and jobs.status <> 'paused' and jobs.tenant_id = $4 and jobs.calendars @> array[$5] order by jobs.tenant_id, jobs.job_id limit $3";

    private static readonly PlatformScope Scope = new("jobs to arm anew");

    /// <summary>Up to a batch of the jobs in a zone behind a job; none at the end.</summary>
    public Task<List<ArmedJob>> InZoneAsync(string zone, string afterTenant, Guid afterJob, CancellationToken cancellationToken) =>
        db.QueryAsync(Scope, new Sql(InZone, afterTenant, afterJob, Batch, zone), Map, cancellationToken);

    /// <summary>Up to a batch of a tenant's jobs with a calendar behind a job, those among them that are done, since all their days were left out perhaps; none at the end.</summary>
    public Task<List<ArmedJob>> WithCalendarAsync(string tenantId, string calendar, Guid afterJob, CancellationToken cancellationToken) =>
        db.QueryAsync(Scope, new Sql(WithCalendar, tenantId, afterJob, Batch, tenantId, calendar), Map, cancellationToken);

    private static ArmedJob Map(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetGuid(2), Text(row, 3), row.GetInt64(4), Text(row, 5), Text(row, 6));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
