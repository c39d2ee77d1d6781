using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>Finds the tenant that a path names, for those who may manage it: operators any, an administrator its own alone.</summary>
internal sealed class ManagedTenants(TenantDb db, PlatformDb platform)
{
    private static readonly PlatformScope Scope = new("an operator manages a tenant");

    /// <summary>The tenant; null where there is none of that id or it is not the caller's to manage, which is answered alike.</summary>
    public async Task<ManagedTenant?> FindAsync(Caller caller, string id, CancellationToken cancellationToken) => caller.Context.Role switch
    {
        TenantRole.Operator => await platform.FindTenantAsync(Scope, id, cancellationToken) is { } tenant
            ? new ManagedTenant(tenant, TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch))
            : null,
        TenantRole.TenantAdmin when caller.Context.TenantId == id => await db.FindTenantAsync(caller.Context, cancellationToken) is { } own
            ? new ManagedTenant(own, caller.Context)
            : null,
        _ => null,
    };
}
