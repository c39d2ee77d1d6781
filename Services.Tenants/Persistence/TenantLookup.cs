using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>Finds a tenant by an id that anyone may have written.</summary>
internal static class TenantLookup
{
    private const string Select = $"select {TenantRow.Columns} from tenants where tenant_id = $1";

    /// <summary>The tenant, or null for an id that is missing or could not be one.</summary>
    public static async Task<TenantRow?> FindTenantAsync(
        this PlatformDb db, PlatformScope scope, string tenantId, CancellationToken cancellationToken) =>
        TenantId.IsValid(tenantId)
            ? await db.QuerySingleAsync(scope, new Sql(Select, tenantId), TenantRow.Read, cancellationToken)
            : null;

    /// <summary>The caller's own tenant, or null where it no longer exists.</summary>
    public static async Task<TenantRow?> FindTenantAsync(this TenantDb db, TenantContext context, CancellationToken cancellationToken) =>
        await db.QuerySingleAsync(context, new Sql(Select, context.RequiredTenantId), TenantRow.Read, cancellationToken);
}
