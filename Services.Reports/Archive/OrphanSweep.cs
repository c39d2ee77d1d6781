using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Archive;

/// <summary>
/// Looks through the store, a page at a time and whichever replica comes first, and removes what belongs to no report: what was put there by whoever died before saying so, and what was left when
/// reports went while the store was away. What is younger than <see cref="ArchiveOptions.OrphanAge"/> may yet belong to one; what has no name of ours is not ours.
/// </summary>
internal sealed partial class OrphanSweep(
    PlatformDb db, IObjectStore store, ReportsTelemetry telemetry, IOptions<ArchiveOptions> options, TimeProvider time, ILogger<OrphanSweep> logger)
{
    // As long as a page may take; it is looked at again where somebody died over it.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const string Take = "update archive_sweep set due_at = $2 where due_at <= $1 returning behind";

    private const string Advance = "update archive_sweep set behind = $1::text, due_at = $2";

    private const string Owned = """
        select seen.position
        from unnest($1::text[], $2::uuid[], $3::text[]) with ordinality as seen (tenant_id, report_id, hash, position)
        where exists (
            select from all_reports
            where all_reports.tenant_id = seen.tenant_id and all_reports.report_id = seen.report_id
                and (starts_with(content_hash, seen.hash) or starts_with(evidence_hash, seen.hash)))
        """;

    private static readonly PlatformScope Scope = new("what belongs to no report");

    /// <summary>Looks through a page, where one is due; whether another one comes at once.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer; the page comes again.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await db.QueryAsync(Scope, new Sql(Take, now, now + Lease) { IsBookkeeping = true }, static row => row.IsDBNull(0) ? null : row.GetString(0), cancellationToken) is not [var behind])
        {
            return false;
        }

        var page = await store.ListAsync(ObjectPrefix.All, behind, ObjectLimits.MostListed, cancellationToken);
        var removed = await RemoveAsync([.. page.Entries.Where(entry => entry.Written < now - options.Value.OrphanAge)], cancellationToken);
        if (removed > 0)
        {
            telemetry.OrphansRemoved(removed);
            Log.Removed(logger, removed);
        }

        await db.ExecuteAsync(Scope, new Sql(Advance, page.Next, page.Next is null ? now + options.Value.SweepInterval : now) { IsBookkeeping = true }, cancellationToken);
        return page.Next is not null;
    }

    private async Task<int> RemoveAsync(List<ObjectEntry> old, CancellationToken cancellationToken)
    {
        List<(ObjectKey Key, string TenantId, Guid ReportId, string Hash)> seen = [];
        foreach (var entry in old)
        {
            if (ArchiveKeys.TryRead(entry.Key, out var tenant, out var report, out var hash))
            {
                seen.Add((entry.Key, tenant, report, hash));
            }
        }

        if (seen.Count == 0)
        {
            return 0;
        }

        var owned = (await db.QueryAsync(Scope,
            new Sql(Owned, seen.Select(static one => one.TenantId).ToArray(), seen.Select(static one => one.ReportId).ToArray(), seen.Select(static one => one.Hash).ToArray()),
            static row => (int)row.GetInt64(0) - 1, cancellationToken)).ToHashSet();
        var orphans = seen.Where((_, index) => !owned.Contains(index)).ToList();
        foreach (var orphan in orphans)
        {
            await store.DeleteAsync(orphan.Key, cancellationToken);
        }

        return orphans.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Count} objects from the store that belong to no report")]
        public static partial void Removed(ILogger logger, int count);
    }
}
