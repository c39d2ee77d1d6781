using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>Reads pages of entries: an administrator's in its tenant's scope, where the database shows no others; an operator's across tenants.</summary>
internal sealed class AuditReader(TenantDb db, PlatformDb platform, AuditCollection collection)
{
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

        if (AuditPages.ToSelect(tenantId, filter, page) is not { } select)
        {
            return (null, Refusals.WrongCursor);
        }

        var completeUntil = await collection.CollectAsync(cancellationToken);
        var rows = reader.Role == TenantRole.Operator
            ? await platform.ListAsync(Scope, select, AuditPages.Key, AuditPages.Read, cancellationToken)
            : await db.ListAsync(reader, select, AuditPages.Key, AuditPages.Read, cancellationToken);
        var entries = AuditPages.ToPage(page, rows);
        return (new AuditPage(entries.Items, entries.NextCursor, completeUntil), null);
    }
}
