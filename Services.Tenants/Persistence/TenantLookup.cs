using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>Finds a tenant by an id that anyone may have written.</summary>
internal static class TenantLookup
{
    /// <summary>The condition of a row of <c>tenants</c>: the tenant is there, not deleted.</summary>
    public const string IsThere = "status <> 'deleted'";

    private const string SelectAny = $"select {TenantRow.Columns} from tenants where tenant_id = $1";
    private const string Select = $"{SelectAny} and {IsThere}";

    /// <summary>The tenant, or null for an id that is missing or could not be one, and for a deleted tenant.</summary>
    public static Task<TenantRow?> FindTenantAsync(this PlatformDb db, PlatformScope scope, string tenantId, CancellationToken cancellationToken) =>
        FindAsync(db, scope, Select, tenantId, cancellationToken);

    /// <summary>The same, a deleted tenant included; for operators who look at it.</summary>
    public static Task<TenantRow?> FindEvenDeletedTenantAsync(
        this PlatformDb db, PlatformScope scope, string tenantId, CancellationToken cancellationToken) =>
        FindAsync(db, scope, SelectAny, tenantId, cancellationToken);

    /// <summary>The caller's own tenant, or null where it no longer exists.</summary>
    public static async Task<TenantRow?> FindTenantAsync(this TenantDb db, TenantContext context, CancellationToken cancellationToken) =>
        await db.QuerySingleAsync(context, new Sql(Select, context.RequiredTenantId), TenantRow.Read, cancellationToken);

    private static async Task<TenantRow?> FindAsync(
        PlatformDb db, PlatformScope scope, string select, string tenantId, CancellationToken cancellationToken) =>
        TenantId.IsValid(tenantId)
            ? await db.QuerySingleAsync(scope, new Sql(select, tenantId), TenantRow.Read, cancellationToken)
            : null;
}
