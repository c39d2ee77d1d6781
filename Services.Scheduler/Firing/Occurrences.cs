using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Writes a run and asks for what it makes, in the caller's transaction.</summary>
internal static class Occurrences
{
    private const string Origin = "schedule";

    private const string InsertMade = """
        insert into occurrences (tenant_id, user_id, job_id, scheduled_for, trigger, status, report_id, fired_at)
        values ($1, $2, $3, $4, $5, 'requested', $6, $7)
        on conflict do nothing
        """;

    private const string InsertSkipped = """
        insert into occurrences (tenant_id, user_id, job_id, scheduled_for, skipped_until, trigger, status)
        select $1, $2, $3, scheduled_for, case when scheduled_for = $5::timestamptz then $6::timestamptz end, 'schedule', 'skipped'
        from unnest($4::timestamptz[]) as scheduled_for
        on conflict do nothing
        """;

    /// <summary>
    /// The run's row and its <c>report.requested.v1</c>, both or none. Returns the report's id, or null when that run has
    /// been made before.
    /// </summary>
    public static async Task<Guid?> MakeAsync(
        TenantTransaction transaction, Job job, DateTimeOffset scheduledFor, string trigger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reportId = OccurrenceId.For(job.JobId, scheduledFor);
        var context = transaction.Context;
        var inserted = await transaction.ExecuteAsync(cancellationToken, new Sql(InsertMade,
            context.RequiredTenantId, context.RequiredUserId, job.JobId, scheduledFor, trigger, reportId, now));
        if (inserted == 0)
        {
            return null;
        }

        await transaction.PublishAsync(
            new ReportRequested(reportId, job.Payload.ReportType!, Origin, job.Payload.CustomPrompt, job.Payload.FocusAreas ?? []),
            cancellationToken);
        return reportId;
    }

    /// <summary>The rows of a plan's skipped runs.</summary>
    public static Sql Skip(TenantTransaction transaction, Job job, RunPlan plan) => new(InsertSkipped,
        transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, job.JobId, plan.Skipped.ToArray(),
        plan.FirstSkippedUntil is null ? null : plan.Skipped[0], plan.FirstSkippedUntil);
}
