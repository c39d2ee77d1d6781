using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.RequestReport;

/// <summary>Puts a report in the queue, once for each idempotency key.</summary>
internal sealed class AcceptReport(TenantDb db, ReportInsert insert, WakeSignal<ReportWorker> signal, CompletionEstimate estimate, TimeProvider time)
{
    private const string FindByKey = """
        select report_id, status, created_at, request_hash, completed_at from all_reports
        where tenant_id = $1 and user_id = $2 and idempotency_key = $3
        """;

    /// <summary>The accepted report, or null where the key stands for another request.</summary>
    public async Task<ReportAccepted?> RunAsync(
        TenantContext context, ReportRequest request, ReportOrigin origin, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var report = new NewReport(Guid.CreateVersion7(now), request.ReportType!, origin, request.CustomPrompt,
            request.FocusAreas ?? [], idempotencyKey, idempotencyKey is null ? null : RequestFingerprint.Of(request));
        if (await db.TransactionAsync(context, transaction => insert.WriteAsync(report, transaction, cancellationToken), cancellationToken))
        {
            signal.Raise();
            return Accepted(context, report.ReportId, ReportStatus.Pending.Value, now + estimate.Current);
        }

        var earlier = await db.QuerySingleAsync(context, new Sql(FindByKey, context.RequiredTenantId, context.RequiredUserId, idempotencyKey!),
            static reader => new Earlier(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4)), cancellationToken);
        return earlier is not null && earlier.Hash == report.RequestHash
            ? Accepted(context, earlier.ReportId, earlier.Status, earlier.CompletedAt ?? earlier.CreatedAt + estimate.Current)
            : null;
    }

    private static ReportAccepted Accepted(TenantContext context, Guid reportId, string status, DateTimeOffset ready) => new(
        reportId, context.RequiredUserId, status, $"The report is {status}; follow it at /reports/{reportId}.", ready);

    private sealed record Earlier(Guid ReportId, string Status, DateTimeOffset CreatedAt, string Hash, DateTimeOffset? CompletedAt);
}
