using Microsoft.Extensions.Options;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Domain;
using Npgsql;

namespace Nanobot.Services.Reports.Features.MakeReport;

/// <summary>
/// The reports waiting to be made. Claiming gives a lease; every later step names the lease, so that a worker that lost
/// it, however late it wakes up, changes nothing. Tenants have their turns: the free places are shared among those that
/// have something due, so that thousands of one tenant's reports keep nobody else waiting.
/// </summary>
internal sealed class ReportQueue(PlatformDb platform, TenantDb db, IOptions<WorkerOptions> options, TimeProvider time)
{
    /// <summary>
    /// Leaps from tenant to tenant behind $4 until enough have something due, a few more than places, as another worker may
    /// hold their rows; takes each one's share, its oldest first, and gives them in the tenants' order. It says "completed_at
    /// is null" for pending and processing, as does the only index that can serve it, and names rows by their place: a plan
    /// made while nothing waits must not be one that reads the whole backlog.
    /// </summary>
    internal const string Claim = """
        with recursive tenants as (
            (select tenant_id, due_at, (due_at <= $2)::int as found from reports
             where completed_at is null and tenant_id > $4
             order by tenant_id, due_at limit 1)
            union all
            select next.tenant_id, next.due_at, tenants.found + (next.due_at <= $2)::int
            from tenants cross join lateral (
                select tenant_id, due_at from reports
                where completed_at is null and tenant_id > tenants.tenant_id
                order by tenant_id, due_at limit 1
            ) next
            where tenants.found < $3 + 8
        ), due as materialized (
            select share.place from tenants cross join lateral (
                select ctid as place from reports
                where completed_at is null and tenant_id = tenants.tenant_id and due_at <= $2
                order by due_at
                limit greatest(1, $3 / (select count(*) from tenants where due_at <= $2))
                for update skip locked
            ) share
            where tenants.due_at <= $2
            limit $3
        ), claimed as (
            update reports
            set status = 'processing', attempts = reports.attempts + 1, lease_id = gen_random_uuid(), due_at = $1, progress = greatest(reports.progress, 5)
            where ctid = any (array(select place from due))
            returning *
        )
        select tenant_id, user_id, report_id, report_type, custom_prompt, focus_areas, tenant_context, trace_parent, attempts, lease_id, created_at, last_error
        from claimed
        order by tenant_id
        """;

    private const string Mine = "where tenant_id = $1 and user_id = $2 and report_id = $3 and lease_id = $4 and status = 'processing'";

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
    private static readonly PlatformScope Refusals = new("refuse a report whose context does not verify");

    private readonly TenantRing _ring = new();

    /// <summary>Takes up to <paramref name="count"/> reports that are due, those of dead workers among them.</summary>
    public Task<List<ClaimedReport>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return _ring.TakeAsync(
            tenant => platform.QueryAsync(Claims, new Sql(Claim, now + options.Value.Lease, now, count, tenant), Read, cancellationToken),
            static report => report.TenantId);
    }

    /// <summary>Prolongs the lease; false where it is lost.</summary>
    public async Task<bool> RenewAsync(TenantContext context, ClaimedReport report, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context, Statement(Renew, report, time.GetUtcNow() + options.Value.Lease), cancellationToken) > 0;

    /// <summary>Shows how far the report is.</summary>
    public Task AdvanceAsync(TenantContext context, ClaimedReport report, int progress, CancellationToken cancellationToken) =>
        db.ExecuteAsync(context, Statement(Advance, report, progress), cancellationToken);

    /// <summary>Ends the report with its content or its error, and tells of it, in one transaction; false where the lease is lost.</summary>
    public Task<bool> FinishAsync(TenantContext context, ClaimedReport report, string? content, string? error, CancellationToken cancellationToken)
    {
        var status = content is null ? ReportStatuses.Failed : ReportStatuses.Completed;
        return db.TransactionAsync(context, async transaction =>
        {
            if (await transaction.ExecuteAsync(cancellationToken, Statement(Finish, report, status, content, error, time.GetUtcNow())) == 0)
            {
                return false;
            }

            await transaction.PublishAsync(new ReportCompleted(report.ReportId, report.ReportType, status), cancellationToken);
            return true;
        }, cancellationToken);
    }

    /// <summary>Gives the report back for a later attempt.</summary>
    public Task RetryAsync(TenantContext context, ClaimedReport report, TimeSpan wait, string error, CancellationToken cancellationToken) =>
        db.ExecuteAsync(context, Statement(Release, report, time.GetUtcNow() + wait, 0, error), cancellationToken);

    /// <summary>Gives the report back because this process stops; the attempt does not count.</summary>
    public Task ReturnAsync(TenantContext context, ClaimedReport report, CancellationToken cancellationToken) =>
        db.ExecuteAsync(context, Statement(Release, report, time.GetUtcNow(), 1, null), cancellationToken);

    /// <summary>Ends a report that has no tenant scope to end it in: its stored context does not verify.</summary>
    public Task RefuseAsync(ClaimedReport report, string error, CancellationToken cancellationToken) =>
        platform.ExecuteAsync(Refusals, Statement(Finish, report, ReportStatuses.Failed, null, error, time.GetUtcNow()), cancellationToken);

    private static Sql Statement(string text, ClaimedReport report, params object?[] more) =>
        new(text, [report.TenantId, report.UserId, report.ReportId, report.LeaseId, .. more]);

    private static ClaimedReport Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetGuid(2),
        reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.GetFieldValue<string[]>(5),
        reader.GetString(6),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.GetInt32(8),
        reader.GetGuid(9),
        reader.GetFieldValue<DateTimeOffset>(10),
        reader.IsDBNull(11) ? null : reader.GetString(11));
}
