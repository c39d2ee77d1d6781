using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Archive;

/// <summary>
/// Deletes a report that its user wants no more, with all that hangs on it: evidence, links, deliveries, and what the store has of it. It is gone when that is answered; where the store is away, its objects
/// belong to no report from then on, and <see cref="OrphanSweep"/> finds them.
/// </summary>
internal sealed partial class ReportDeletion(TenantDb db, IObjectStore store, ReportsTelemetry telemetry, ILogger<ReportDeletion> logger)
{
    private const string Delete = """
        delete from all_reports where tenant_id = $1 and user_id = $2 and report_id = $3 and completed_at is not null
        returning content_hash, evidence_hash
        """;

    private const string Find = "select status from all_reports where tenant_id = $1 and user_id = $2 and report_id = $3";

    /// <summary>Why it was not deleted; null where it was.</summary>
    public async Task<Refusal?> DeleteAsync(TenantContext context, Guid reportId, CancellationToken cancellationToken)
    {
        AuditedWork.Name(reportId.ToString());
        var gone = await db.QueryAsync(context, new Sql(Delete, context.RequiredTenantId, context.RequiredUserId, reportId),
            static row => (Content: row.IsDBNull(0) ? null : row.GetString(0), Evidence: row.IsDBNull(1) ? null : row.GetString(1)), cancellationToken);
        if (gone is not [var report])
        {
            var status = await db.QuerySingleAsync(context, new Sql(Find, context.RequiredTenantId, context.RequiredUserId, reportId), static row => row.GetString(0), cancellationToken);
            return status is null ? ReportRefusals.NotFound : ReportRefusals.NotEnded(status);
        }

        telemetry.Deleted("user", 1);
        try
        {
            await ReportObjects.DeleteAsync(store, context.RequiredTenantId, reportId, report.Content, report.Evidence, cancellationToken);
        }
        catch (ObjectStoreUnavailableException away)
        {
            Log.Left(logger, reportId, away.Reason);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What the store has of report {ReportId}, which is gone, stays there until it is looked through: {Reason}")]
        public static partial void Left(ILogger logger, Guid reportId, string reason);
    }
}
