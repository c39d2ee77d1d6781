using Microsoft.Extensions.Options;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Sharing;

/// <summary>The links that a user makes to a report, and takes back: what is taken back leads nowhere from that moment on, since each request looks at the row.</summary>
internal sealed class ReportLinks(TenantDb db, ShareTokens tokens, IOptions<ShareOptions> options, ReportsTelemetry telemetry, TimeProvider time)
{
    private const int Most = 20;
    private const string Lock = $"select {ReportRow.Columns} from all_reports where tenant_id = $1 and user_id = $2 and report_id = $3 for update";
    private const string ForgetOver = "delete from report_shares where tenant_id = $1 and user_id = $2 and report_id = $3 and expires_at <= $4";
    private const string Count = "select count(*)::int from report_shares where tenant_id = $1 and user_id = $2 and report_id = $3";

    private const string Insert = """
        insert into report_shares (tenant_id, user_id, report_id, share_id, format, created_at, expires_at) values ($1, $2, $3, $4, $5::text, $6, $7)
        """;

    private const string Find = """
        select share_id, format, created_at, expires_at from report_shares
        where tenant_id = $1 and user_id = $2 and report_id = $3 and expires_at > $4
        order by created_at desc, share_id desc
        """;

    private const string Exists = "select 1 from all_reports where tenant_id = $1 and user_id = $2 and report_id = $3";
    private const string Delete = "delete from report_shares where tenant_id = $1 and user_id = $2 and report_id = $3 and share_id = $4";

    /// <summary>A new link to a report that is there or is being made, or why there is none.</summary>
    public async Task<(CreatedShare? Share, Refusal? Refusal)> CreateAsync(TenantContext context, Guid reportId, ShareRequest request, CancellationToken cancellationToken)
    {
        // As rows keep it, and links say it.
        var now = time.GetUtcNow();
        now = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        // All of it random: of when links are made they say nothing.
        var share = new ReportShare(Guid.NewGuid(), request.Format, now, now.AddSeconds(request.ExpiresIn ?? ShareRequest.Usual));
        AuditedWork.Name(reportId.ToString());
        var refusal = await db.TransactionAsync(context, transaction => InsertAsync(transaction, reportId, share, cancellationToken), cancellationToken);
        if (refusal is null)
        {
            telemetry.Linked(context.RequiredTenantId, "created");
        }

        return refusal is null ? (new CreatedShare(share.ShareId, UrlOf(share), share.Format, share.CreatedAt, share.ExpiresAt), null) : (null, refusal);
    }

    /// <summary>Those that lead to a report; null where there is no such report.</summary>
    public async Task<ReportShares?> FindAsync(TenantContext context, Guid reportId, CancellationToken cancellationToken)
    {
        var shares = await db.QueryAsync(context, new Sql(Find, context.RequiredTenantId, context.RequiredUserId, reportId, time.GetUtcNow()),
            static row => new ReportShare(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3)), cancellationToken);
        return shares.Count > 0 || (await db.QueryAsync(context, new Sql(Exists, context.RequiredTenantId, context.RequiredUserId, reportId), static _ => true, cancellationToken)).Count > 0
            ? new ReportShares(shares)
            : null;
    }

    /// <summary>Takes a link back; false where there is none.</summary>
    public async Task<bool> RevokeAsync(TenantContext context, Guid reportId, Guid shareId, CancellationToken cancellationToken)
    {
        AuditedWork.Name(reportId.ToString());
        var isRevoked = await db.TransactionAsync(context, async transaction =>
        {
            if (await transaction.ExecuteAsync(cancellationToken, new Sql(Delete, context.RequiredTenantId, context.RequiredUserId, reportId, shareId)) != 1)
            {
                return false;
            }

            await transaction.PublishAsync(new ReportShareRevoked(reportId, shareId), cancellationToken);
            return true;
        }, cancellationToken);
        if (isRevoked)
        {
            telemetry.Linked(context.RequiredTenantId, "revoked");
        }

        return isRevoked;
    }

    private async Task<Refusal?> InsertAsync(TenantTransaction transaction, Guid reportId, ReportShare share, CancellationToken cancellationToken)
    {
        var (tenantId, userId) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId);
        // One at a time of each report, so that two at once are not one more than may be.
        var reports = await transaction.QueryAsync(new Sql(Lock, tenantId, userId, reportId), ReportRow.Read, cancellationToken);
        if (reports is not [var report])
        {
            return ReportRefusals.NotFound;
        }

        // One that is being made is shared beforehand: its link leads to it once it is there.
        if (report is { Content: null, CompletedAt: not null })
        {
            return ReportRefusals.WithoutContent(report);
        }

        await transaction.ExecuteAsync(cancellationToken, new Sql(ForgetOver, tenantId, userId, reportId, share.CreatedAt) { IsBookkeeping = true });
        var counts = await transaction.QueryAsync(new Sql(Count, tenantId, userId, reportId), static row => row.GetInt32(0), cancellationToken);
        if (counts[0] >= Most)
        {
            return ShareRefusals.TooMany(Most);
        }

        await transaction.ExecuteAsync(cancellationToken, new Sql(Insert, tenantId, userId, reportId, share.ShareId, share.Format, share.CreatedAt, share.ExpiresAt));
        await transaction.PublishAsync(new ReportShared(reportId, share.ShareId, share.Format, share.ExpiresAt), cancellationToken);
        return null;
    }

    private string UrlOf(ReportShare share)
    {
        var path = Operations.Reports.GetSharedReport.Path.Replace("{token}", tokens.Write(share.ShareId, share.ExpiresAt), StringComparison.Ordinal);
        return options.Value.PublicUrl is { } url ? url.AbsoluteUri.TrimEnd('/') + path : path;
    }
}
