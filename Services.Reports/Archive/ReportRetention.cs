using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Archive;

/// <summary>
/// Removes reports past their retention, the tenant's own or else the installation's: their rows with all that hangs on them, then what the store has of them. What the store does not let go at once is
/// found by <see cref="OrphanSweep"/>.
/// </summary>
internal sealed partial class ReportRetention(
    PlatformDb db, IObjectStore store, ReportsTelemetry telemetry, IOptions<ArchiveOptions> options, TimeProvider time, ILogger<ReportRetention> logger)
{
    private const int Tenants = 500;
    private const int MostOfTenant = 200;
    private const int Batch = 500;

    internal const string Delete = """
        with old as materialized (
            select share.part, share.place
            from unnest($1::text[], $2::timestamptz[]) as tenant (tenant_id, before)
            cross join lateral (
                select tableoid as part, ctid as place from all_reports
                where tenant_id = tenant.tenant_id and created_at < tenant.before and completed_at is not null
                order by created_at limit $3
                for update skip locked
            ) share
            limit $4
        )
        delete from all_reports
        where ctid = any (array(select place from old)) and (tableoid, ctid) in (select part, place from old)
        returning tenant_id, report_id, content_hash, evidence_hash
        """;

    private const string Next = """
        select tenant_id, days from nanobot.tenant_states left join report_retention using (tenant_id)
        where tenant_id > $1 order by tenant_id limit $2
        """;

    private static readonly PlatformScope Scope = new("reports past their retention");

    /// <summary>Removes what is too old of all tenants; how many reports.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var (behind, removed) = ("", 0);
        for (List<(string TenantId, int? Days)> page; (page = await PageAsync(behind, cancellationToken)).Count > 0; behind = page[^1].TenantId)
        {
            for (int some; (some = await PurgeAsync(page, cancellationToken)) > 0;)
            {
                removed += some;
            }
        }

        return removed;
    }

    private Task<List<(string TenantId, int? Days)>> PageAsync(string behind, CancellationToken cancellationToken) => db.QueryAsync(
        Scope, new Sql(Next, behind, Tenants), static row => (row.GetString(0), row.IsDBNull(1) ? (int?)null : row.GetInt32(1)), cancellationToken);

    private async Task<int> PurgeAsync(List<(string TenantId, int? Days)> tenants, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = tenants.Select(tenant => now - (tenant.Days is { } days ? TimeSpan.FromDays(days) : options.Value.Retention)).ToArray();
        var gone = await db.QueryAsync(Scope, new Sql(Delete, tenants.Select(static tenant => tenant.TenantId).ToArray(), before, MostOfTenant, Batch) { IsBookkeeping = true }, static row => (
            TenantId: row.GetString(0), ReportId: row.GetGuid(1), Content: row.IsDBNull(2) ? null : row.GetString(2), Evidence: row.IsDBNull(3) ? null : row.GetString(3)),
            cancellationToken);
        telemetry.Deleted("retention", gone.Count);
        try
        {
            foreach (var report in gone)
            {
                await ReportObjects.DeleteAsync(store, report.TenantId, report.ReportId, report.Content, report.Evidence, cancellationToken);
            }
        }
        catch (ObjectStoreUnavailableException away)
        {
            Log.Left(logger, away.Reason);
        }

        return gone.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What the store has of reports that are gone stays there until it is looked through: {Reason}")]
        public static partial void Left(ILogger logger, string reason);
    }
}
