using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Cancels reports. One is over as soon as that is answered, whether it waits or is being made: whoever makes it has lost its lease, and an event tells that process, which ends the request
/// to the model's server. Where the event is not heard, it is noticed when the lease is renewed.
/// </summary>
internal sealed class ReportCancellation(TenantDb db, TimeProvider time)
{
    private const string Cancel = """
        update all_reports set status = 'cancelled', step = null, completed_at = $4, lease_id = null
        from (
            select status as stood from all_reports
            where tenant_id = $1 and user_id = $2 and report_id = $3 and completed_at is null for update
        ) was
        where tenant_id = $1 and user_id = $2 and report_id = $3
        returning was.stood, report_type
        """;

    private const string Find = $"select {ReportRow.Columns} from all_reports where tenant_id = $1 and user_id = $2 and report_id = $3";

    /// <summary>The report as it is then; or why it was not cancelled.</summary>
    public async Task<(ReportRow? Report, Refusal? Refusal)> CancelAsync(TenantContext context, Guid reportId, CancellationToken cancellationToken)
    {
        AuditedWork.Name(reportId.ToString());
        await db.TransactionAsync(context, async transaction =>
        {
            var found = await transaction.QueryAsync(new Sql(Cancel, context.RequiredTenantId, context.RequiredUserId, reportId, time.GetUtcNow()),
                static row => (Stood: row.GetString(0), Type: row.GetString(1)), cancellationToken);
            if (found is not [var report])
            {
                return;
            }

            if (report.Stood == ReportStatus.Processing.Value)
            {
                await transaction.PublishAsync(new ReportCancelled(reportId), cancellationToken);
            }

            var cost = await RunUsage.OfAsync(transaction, reportId, cancellationToken);
            await transaction.PublishAsync(
                new ReportCompleted(reportId, report.Type, ReportStatus.Failed.Value, cost.Tokens, cost.CostMicros, "REPORT_CANCELLED"), cancellationToken);
        }, cancellationToken);
        var row = await db.QuerySingleAsync(context, new Sql(Find, context.RequiredTenantId, context.RequiredUserId, reportId), ReportRow.Read, cancellationToken);
        return row is null ? (null, ReportRefusals.NotFound)
            : row.Status == ReportStatus.Cancelled.Value ? (row, null)
            : (null, ReportRefusals.Ended(row.Status));
    }
}
