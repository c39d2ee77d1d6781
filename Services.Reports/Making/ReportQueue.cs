using Microsoft.Extensions.Options;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Reports.Delivery;
using Nanobot.Services.Reports.Persistence;
using Npgsql;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// The reports that are being made. Each step names the lease that the claim gave, so that a worker that lost it, however late it wakes up, changes nothing.
/// </summary>
internal sealed class ReportQueue(TenantDb db, IOptions<WorkerOptions> options, TimeProvider time)
{
    private const string Mine = "where tenant_id = $1 and user_id = $2 and report_id = $3 and lease_id = $4 and status = 'processing'";

    private const string SelectWish = $"select report_id, custom_prompt, focus_areas, created_at, last_error from all_reports {Mine}";

    private const string Renew = $"update all_reports set due_at = $5 {Mine}";

    private const string Finish = $"""
        update all_reports set status = $5, progress = case when $5 = 'completed' then 100 else progress end, content = $6::text,
            error_message = $7::text, completed_at = $8, degradations = $9, lease_id = null, step = null {Mine}
        """;

    private const string Release = $"""
        update all_reports set status = 'pending', step = null, progress = 0, lease_id = null, due_at = $5, attempts = attempts - $6, last_error = coalesce($7::text, last_error) {Mine}
        """;

    /// <summary>What is to be made, which may be what cannot be read; null where the lease is lost.</summary>
    public async Task<StoredRow<ReportWish>?> WishAsync(ClaimedReport report, CancellationToken cancellationToken) =>
        await db.ListAsync(report.Context, Statement(SelectWish, report), [0], ReadWish, cancellationToken) is [var wish] ? wish : null;

    /// <summary>Prolongs the lease; false where it is lost.</summary>
    public async Task<bool> RenewAsync(ClaimedReport report, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(report.Context, Statement(Renew, report, time.GetUtcNow() + options.Value.Lease), cancellationToken) > 0;

    /// <summary>
    /// Ends the report with its content or its error, and tells of it and of what else there is for the audit, in one transaction, with which its deliveries begin as <paramref name="wish"/> says; false where the lease is
    /// lost.
    /// </summary>
    public async Task<bool> FinishAsync(ClaimedReport report, MadeReport? made, string? error, AuditEntry? further, DeliveryWish wish, CancellationToken cancellationToken)
    {
        using var audited = AuditedWork.OfSystem("reports.make", report.UserId, report.ReportId.ToString()).Begin();
        var status = (made is null ? ReportStatus.Failed : ReportStatus.Completed).Value;
        return await db.TransactionAsync(report.Context, async transaction =>
        {
            var now = time.GetUtcNow();
            if (await transaction.ExecuteAsync(cancellationToken, Statement(Finish, report, status, made?.Content, error, now, (made?.Degradations ?? []).ToArray())) == 0)
            {
                return false;
            }

            await transaction.ExecuteAsync(cancellationToken, DeliveryInsert.Of(report.Context, SubjectKind.Report, report.ReportId, wish, now));

            var cost = await RunUsage.OfAsync(transaction, report.ReportId, cancellationToken);
            await transaction.PublishAsync(new ReportCompleted(report.ReportId, report.ReportType, status, cost.Tokens, cost.CostMicros), cancellationToken);
            if (further is not null)
            {
                await transaction.PublishAsync(new AuditRecorded(further), cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    /// <summary>Gives the report back for a later attempt.</summary>
    public Task RetryAsync(ClaimedReport report, TimeSpan wait, string error, CancellationToken cancellationToken) =>
        db.ExecuteAsync(report.Context, Statement(Release, report, time.GetUtcNow() + wait, 0, error), cancellationToken);

    /// <summary>Gives the report back, and does not count the attempt.</summary>
    public Task ReturnAsync(ClaimedReport work, TimeSpan wait, CancellationToken cancellationToken) =>
        db.ExecuteAsync(work.Context, Statement(Release, work, time.GetUtcNow() + wait, 1, null), cancellationToken);

    private static Sql Statement(string text, ClaimedReport report, params object?[] more) =>
        new(text, [report.TenantId, report.UserId, report.ReportId, report.LeaseId, .. more]);

    private static ReportWish ReadWish(NpgsqlDataReader reader) => new(
        reader.IsDBNull(1) ? null : reader.GetString(1),
        StoredTexts.Whole(reader.GetFieldValue<string[]>(2)),
        reader.GetFieldValue<DateTimeOffset>(3),
        reader.IsDBNull(4) ? null : reader.GetString(4));
}
