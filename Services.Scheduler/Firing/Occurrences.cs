using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>The rows of occurrences, and the requests for what they make, in the caller's transaction.</summary>
internal static class Occurrences
{
    /// <summary>How many of a job's newest are kept.</summary>
    public const int Kept = 500;

    private const string InsertFired = """
        insert into occurrences (tenant_id, user_id, job_id, scheduled_for, trigger, status, fired_at, report_id, run_id, delivery_id)
        values ($1, $2, $3, $4, $5, 'requested', $6, $7::uuid, $8::uuid, $9::uuid)
        on conflict do nothing
        """;

    private const string InsertDelivery = "insert into deliveries (tenant_id, user_id, job_id, scheduled_for, due_at) values ($1, $2, $3, $4, $5)";

    private const string CompleteRequested = """
        update occurrences set status = $3, completed_at = $4, error_code = $5::text
        where tenant_id = $1 and report_id = $2 and status = 'requested'
        returning job_id, scheduled_for, trigger
        """;

    private const string CompleteTurn = """
        update occurrences set status = $3, completed_at = $4, error_code = $5::text
        where tenant_id = $1 and run_id = $2 and status = 'requested'
        returning job_id, scheduled_for, trigger
        """;

    private const string DeleteOld = """
        delete from occurrences where tenant_id = $1 and user_id = $2 and job_id = $3
        and scheduled_for < (select scheduled_for from occurrences
            where tenant_id = $1 and user_id = $2 and job_id = $3 order by scheduled_for desc offset $4 limit 1)
        """;

    /// <summary>
    /// The occurrence's row and the event that asks for what it makes, or the delivery that waits, both or none. Returns the row, or null when that occurrence has fired before.
    /// </summary>
    public static async Task<OccurrenceResource?> FireAsync(
        TenantTransaction transaction, Job job, DateTimeOffset scheduledFor, string trigger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = transaction.Context;
        var made = OccurrenceMade.Of(job, scheduledFor);
        var inserted = await transaction.ExecuteAsync(cancellationToken, new Sql(InsertFired,
            context.RequiredTenantId, context.RequiredUserId, job.JobId, scheduledFor, trigger, now, made.Report, made.Run, made.Delivery));
        if (inserted == 0)
        {
            return null;
        }

        await (made.Run is { } run ? transaction.PublishAsync(ToTurn(job, run, context), cancellationToken)
            : made.Report is { } report ? transaction.PublishAsync(ToReport(job.Payload, report), cancellationToken)
            : transaction.ExecuteAsync(cancellationToken, new Sql(InsertDelivery, context.RequiredTenantId, context.RequiredUserId, job.JobId, scheduledFor, now)));
        return new OccurrenceResource(scheduledFor, null, trigger, OccurrenceStatus.Requested, made.Report, made.Run, null, now, null, DeliveryId: made.Delivery);
    }

    /// <summary>What became of the report that an occurrence asked for, and the event that tells of it; nothing where none did.</summary>
    public static async Task CompleteAsync(TenantTransaction transaction, ReportCompleted report, string status, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = await transaction.QueryAsync(new Sql(CompleteRequested, transaction.Context.RequiredTenantId, report.ReportId, status, now, report.Code),
            row => new JobRunEnded(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), status, report.ReportId, 1, null, report.Code), cancellationToken);
        foreach (var run in ended)
        {
            await transaction.PublishAsync(run, cancellationToken);
        }
    }

    /// <summary>
    /// The same of a turn of the assistant. That there was nothing to do is told nobody: the user who wants to hear of something does not want to hear of nothing.
    /// </summary>
    public static async Task CompleteAsync(TenantTransaction transaction, TurnCompleted turn, string status, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = await transaction.QueryAsync(new Sql(CompleteTurn, transaction.Context.RequiredTenantId, turn.RunId, status, now, turn.Code),
            row => new JobRunEnded(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), status, null, 1, turn.RunId, turn.Code), cancellationToken);
        foreach (var run in turn.IsQuiet ? [] : ended)
        {
            await transaction.PublishAsync(run, cancellationToken);
        }
    }

    /// <summary>Leaves the newest of a job.</summary>
    public static Sql Prune(TenantContext context, Guid jobId) =>
        new(DeleteOld, context.RequiredTenantId, context.RequiredUserId, jobId, Kept);

    /// <summary>The event that asks for a report.</summary>
    public static ReportRequested ToReport(JobPayload payload, Guid reportId) =>
        new(reportId, payload.ReportType!, ReportOrigin.Schedule.Value, payload.CustomPrompt, payload.FocusAreas ?? []);

    /// <summary>The event that asks for a turn.</summary>
    public static TurnRequested ToTurn(Job job, Guid runId, TenantContext context) => new(
        runId, job.JobId, job.Name, job.Payload.Type!, job.Payload.Message, job.Payload.Labels,
        Guid.TryParse(job.Payload.SessionId, out var session) ? session : null, context.KeyId, context.Quotas.User, context.Quotas.Key, job.Payload.Model);
}
