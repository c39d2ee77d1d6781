using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>
/// Reads pages of entries: an administrator's in its tenant's scope, where the database shows no others; an operator's across tenants. Where few entries match, it looks
/// at more and more of them until the page is full or its time is over; then the next page goes on there.
/// </summary>
internal sealed class AuditReader(TenantDb db, PlatformDb platform, AuditCollection collection, TimeProvider time)
{
    private static readonly TimeSpan LooksFor = TimeSpan.FromMilliseconds(500);
    private static readonly PlatformScope Scope = new("an operator reads the audit");

    /// <summary>The page, or why there is none.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="tenantId">The tenant whose entries are wanted; null for all, which only an operator's context can have.</param>
    /// <param name="query">Which ones.</param>
    /// <param name="page">Where from and how many.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(AuditPage? Page, Refusal? Refusal)> ReadAsync(
        TenantContext reader, string? tenantId, AuditQuery query, PageRequest page, CancellationToken cancellationToken)
    {
        var (filter, refusal) = query.Read();
        if (filter is null)
        {
            return (null, refusal);
        }

        if (AuditPages.ToSelect(tenantId, filter, page, AuditPages.Window) is not { } select)
        {
            return (null, Refusals.WrongCursor);
        }

        var completeUntil = await collection.CollectAsync(cancellationToken);
        var (since, items, window) = (time.GetTimestamp(), new List<AuditRecord>(), AuditPages.Window);
        while (true)
        {
            var wanted = page with { Limit = page.Limit - items.Count };
            var (found, mark) = AuditPages.ToPage(wanted, await ListAsync(reader, select, cancellationToken));
            items.AddRange(found.Items);
            if (mark is null || items.Count == page.Limit || time.GetElapsedTime(since) >= LooksFor)
            {
                return (new AuditPage(items, mark is null ? found.NextCursor : PageRequest.ToCursor(mark), completeUntil), null);
            }

            page = page with { After = mark };
            window = Math.Min(window * 2, AuditPages.LargestWindow);
            select = AuditPages.ToSelect(tenantId, filter, page with { Limit = page.Limit - items.Count }, window)!.Value;
        }
    }

    private Task<List<StoredRow<AuditRecord?>>> ListAsync(TenantContext reader, Sql select, CancellationToken cancellationToken) => reader.Role == TenantRole.Operator
        ? platform.ListAsync(Scope, select, AuditPages.Key, AuditPages.Read, cancellationToken)
        : db.ListAsync(reader, select, AuditPages.Key, AuditPages.Read, cancellationToken);
}
