using Microsoft.Extensions.Options;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Npgsql;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// The reports waiting to be made. Claiming gives a lease; every later step names the lease, so that a worker that lost
/// it, however late it wakes up, changes nothing. Tenants have their turns. A claim says whose it is and no more, which every
/// row does: what is to be made is read by the attempt, so that one that cannot be read has no more attempts than any other.
/// </summary>
internal sealed class ReportQueue(PlatformDb platform, TenantDb db, IOptions<WorkerOptions> options, TimeProvider time) : IWorkQueue<ClaimedReport>
{
    // "completed_at is null" for pending and processing, as says the only index that can serve it.
    internal static readonly string Claim = $"""
        {FairClaim.Due("reports", "completed_at is null")}, claimed as (
            update reports
            set status = 'processing', attempts = least(reports.attempts, 1000) + 1, lease_id = gen_random_uuid(), due_at = $3, progress = greatest(reports.progress, 5)
            where ctid = any (array(select place from due))
            returning *
        )
        select claimed.tenant_id, user_id, {TenantStates.Columns}, report_id, report_type, trace_parent, attempts, lease_id, origin
        from claimed join {TenantStates.Table} on tenant_states.tenant_id = claimed.tenant_id
        order by claimed.tenant_id
        """;

    private const string Mine = "where tenant_id = $1 and user_id = $2 and report_id = $3 and lease_id = $4 and status = 'processing'";

    private const string SelectWish = $"select report_id, custom_prompt, focus_areas, created_at, last_error from reports {Mine}";

    private const string Renew = $"update reports set due_at = $5 {Mine}";

    private const string Advance = $"update reports set progress = $5 {Mine}";

    private const string Finish = $"""
        update reports set status = $5, progress = case when $5 = 'completed' then 100 else progress end, content = $6::text,
            error_message = $7::text, completed_at = $8, lease_id = null {Mine}
        """;

    private const string Release = $"""
        update reports set status = 'pending', progress = 0, lease_id = null, due_at = $5, attempts = attempts - $6, last_error = coalesce($7::text, last_error) {Mine}
        """;

    private static readonly PlatformScope Claims = new("claim reports");

    private readonly TenantRing _ring = new();

    /// <summary>Takes up to <paramref name="count"/> reports that are due, those of dead workers among them.</summary>
    public async Task<List<ClaimedReport>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await _ring.TakeAsync(
            tenant => platform.QueryAsync(Claims, new Sql(Claim, now, count, now + options.Value.Lease, tenant), Read, cancellationToken),
            static report => report.TenantId);
    }

    /// <summary>What is to be made, which may be what cannot be read; null where the lease is lost.</summary>
    public async Task<StoredRow<ReportWish>?> WishAsync(ClaimedReport report, CancellationToken cancellationToken) =>
        await db.ListAsync(report.Context, Statement(SelectWish, report), [0], ReadWish, cancellationToken) is [var wish] ? wish : null;

    /// <summary>Prolongs the lease; false where it is lost.</summary>
    public async Task<bool> RenewAsync(ClaimedReport report, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(report.Context, Statement(Renew, report, time.GetUtcNow() + options.Value.Lease), cancellationToken) > 0;

    /// <summary>Shows how far the report is.</summary>
    public Task AdvanceAsync(ClaimedReport report, int progress, CancellationToken cancellationToken) =>
        db.ExecuteAsync(report.Context, Statement(Advance, report, progress), cancellationToken);

    /// <summary>Ends the report with its content or its error, and tells of it and of the refusal behind it, in one transaction; false where the lease is lost.</summary>
    public async Task<bool> FinishAsync(ClaimedReport report, string? content, string? error, AuditEntry? refusal, CancellationToken cancellationToken)
    {
        using var audited = AuditedWork.OfSystem("reports.make", report.UserId, report.ReportId.ToString()).Begin();
        var status = (content is null ? ReportStatus.Failed : ReportStatus.Completed).Value;
        return await db.TransactionAsync(report.Context, async transaction =>
        {
            if (await transaction.ExecuteAsync(cancellationToken, Statement(Finish, report, status, content, error, time.GetUtcNow())) == 0)
            {
                return false;
            }

            var cost = await RunUsage.OfAsync(transaction, report.ReportId, cancellationToken);
            await transaction.PublishAsync(new ReportCompleted(report.ReportId, report.ReportType, status, cost.Tokens, cost.CostMicros), cancellationToken);
            if (refusal is not null)
            {
                await transaction.PublishAsync(new AuditRecorded(refusal), cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    /// <summary>Gives the report back for a later attempt.</summary>
    public Task RetryAsync(ClaimedReport report, TimeSpan wait, string error, CancellationToken cancellationToken) =>
        db.ExecuteAsync(report.Context, Statement(Release, report, time.GetUtcNow() + wait, 0, error), cancellationToken);

    public Task ReturnAsync(ClaimedReport work, TimeSpan wait, CancellationToken cancellationToken) =>
        db.ExecuteAsync(work.Context, Statement(Release, work, time.GetUtcNow() + wait, 1, null), cancellationToken);

    private static Sql Statement(string text, ClaimedReport report, params object?[] more) =>
        new(text, [report.TenantId, report.UserId, report.ReportId, report.LeaseId, .. more]);

    private static ClaimedReport Read(NpgsqlDataReader reader) => new(
        ContextOf(reader),
        reader.GetGuid(6),
        reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetString(8),
        reader.GetInt32(9),
        reader.GetGuid(10),
        reader.GetString(11) == ReportOrigin.Schedule.Value);

    private static ReportWish ReadWish(NpgsqlDataReader reader) => new(
        reader.IsDBNull(1) ? null : reader.GetString(1),
        StoredTexts.Whole(reader.GetFieldValue<string[]>(2)),
        reader.GetFieldValue<DateTimeOffset>(3),
        reader.IsDBNull(4) ? null : reader.GetString(4));

    private static TenantContext ContextOf(NpgsqlDataReader reader) =>
        TenantContext.ForWork(
        reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.IsDBNull(5) ? null : reader.GetString(5));
}
