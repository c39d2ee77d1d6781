using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;
using Npgsql;

namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>Reads jobs of all tenants, in pieces, each with its history in one look: what is moved on meanwhile is not half of it.</summary>
internal sealed class ReplayedJobs(PlatformDb db)
{
    private const int Batch = 200;

    // History is lost in steps of a hundred firings.
    private const string Select = $"""
        select {JobRows.Columns}, jobs.tenant_id, history.times, history.untils, history.outcomes, case when runs >= 100 then (
            select kept.scheduled_for from occurrences kept where kept.tenant_id = jobs.tenant_id and kept.job_id = jobs.job_id order by kept.scheduled_for desc offset $7 limit 1) end
        from (
            select * from jobs where (tenant_id, job_id) > ($1, $2) and ($3::text is null or tenant_id = $3) and created_at < $5 order by tenant_id, job_id limit $6
        ) jobs cross join lateral (
            select array_agg(past.scheduled_for order by past.scheduled_for) as times, array_agg(past.skipped_until order by past.scheduled_for) as untils,
                array_agg(case when past.status = '{OccurrenceStatus.Skipped}' then '{ReplayOutcome.Skipped}'
                    when past.status = '{OccurrenceStatus.Failed}' and past.fired_at is null then '{ReplayOutcome.Failed}' else '{ReplayOutcome.Fired}' end order by past.scheduled_for) as outcomes
            from occurrences past
            where past.tenant_id = jobs.tenant_id and past.job_id = jobs.job_id and past.trigger = '{OccurrenceTrigger.Schedule}'
                and past.scheduled_for < $5 and (past.scheduled_for >= $4 or past.skipped_until > $4)
        ) history
        order by jobs.tenant_id, jobs.job_id
        """;

    private static readonly PlatformScope Scope = new("operators replay a span");

    /// <summary>Up to a batch of those behind a job; none at the end.</summary>
    public Task<List<ReplayedJob>> ReadAsync(JobKey after, string? tenantId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => db.QueryAsync(
        Scope, new Sql(Select, after.TenantId, after.JobId, tenantId, from, to, Batch, Occurrences.Kept), Map, cancellationToken);

    private static ReplayedJob Map(NpgsqlDataReader row)
    {
        const int first = JobRows.Count;
        var (job, _) = RowFaults.TryRead(row, StoredJobs.Read);
        var (past, _) = RowFaults.TryRead(row, static row => Past(row, first + 1));
        return new ReplayedJob(new JobKey(row.GetString(first), row.GetGuid(0)), past is null ? null : job, past ?? [], row.IsDBNull(first + 4) ? null : row.GetFieldValue<DateTimeOffset>(first + 4));
    }

    private static List<PastRun> Past(NpgsqlDataReader row, int first)
    {
        if (row.IsDBNull(first))
        {
            return [];
        }

        var (times, untils, outcomes) = (row.GetFieldValue<DateTimeOffset[]>(first), row.GetFieldValue<DateTimeOffset?[]>(first + 1), row.GetFieldValue<string[]>(first + 2));
        return [.. times.Select((time, i) => new PastRun(time, untils[i], outcomes[i]))];
    }
}
