using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Representations;

namespace Nanobot.Services.Reports.Sharing;

/// <summary>
/// What links lead to. Each time a link's row is looked at, and the tenants module is asked how its tenant stands: a link leads nowhere once it is taken back or over, its report is gone, or
/// its tenant does not work.
/// </summary>
internal sealed class SharedReports(ShareTokens tokens, PlatformDb platform, TenantDb db, ReportArchive archive, KeptEvidence kept, ITenantStandings tenants, ReportsTelemetry telemetry, TimeProvider time)
{
    private const string FindShare = "select tenant_id, user_id, report_id, format, expires_at from report_shares where share_id = $1 and expires_at > $2";
    private const string FindReport = $"select {ReportRow.Columns} from all_reports where tenant_id = $1 and user_id = $2 and report_id = $3 and status = 'completed'";

    private static readonly PlatformScope Scope = new("follow a link to a report");

    /// <summary>What a link leads to; null where it leads nowhere.</summary>
    /// <exception cref="Nanobot.Platform.Core.Problems.ModuleUnavailableException">How its tenant stands is not known at the moment.</exception>
    public async Task<SharedContent?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var found = await FollowAsync(token, cancellationToken);
        telemetry.Linked(found?.Report.Owner.RequiredTenantId, found is null ? "nowhere" : "followed");
        return found;
    }

    private async Task<SharedContent?> FollowAsync(string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not { } shareId)
        {
            return null;
        }

        var shares = await platform.QueryAsync(Scope, new Sql(FindShare, shareId, time.GetUtcNow()),
            static row => (TenantId: row.GetString(0), UserId: row.GetString(1), ReportId: row.GetGuid(2), Format: row.IsDBNull(3) ? null : row.GetString(3), ExpiresAt: row.GetFieldValue<DateTimeOffset>(4)),
            cancellationToken);
        if (shares is not [var share]
            || await tenants.FindAsync([share.TenantId], cancellationToken) is not [var tenant] || !(TenantStatus.TryParse(tenant.Status, out var status) && status.IsUsable))
        {
            return null;
        }

        var owner = TenantContext.ForWork(share.TenantId, share.UserId, tenant.Tier, tenant.Epoch, tenant.Quotas, tenant.TimeZone);
        var report = await db.QuerySingleAsync(owner, new Sql(FindReport, share.TenantId, share.UserId, share.ReportId), ReportRow.Read, cancellationToken);
        if ((report?.Content ?? (report?.Stored is { } stored ? await archive.ContentAsync(owner, stored, cancellationToken) : null)) is not { } content)
        {
            return null;
        }

        var evidence = await kept.FindSnapshotAsync(owner, share.ReportId, cancellationToken);
        return new SharedContent(
            new ReportContent(owner, share.ReportId, report!.ReportType, UnnamedReport.Of(content, share.UserId), evidence, report.CompletedAt ?? report.CreatedAt), share.Format, share.ExpiresAt);
    }
}
