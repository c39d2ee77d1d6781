using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Keys;

/// <summary>Finds out what a caller may do with the keys of the tenant that a path names.</summary>
internal sealed class KeyManagers(ManagedTenants managed, PlatformDb db)
{
    private const string Select = "select scopes from api_keys where tenant_id = $1 and key_id = $2";

    private static readonly PlatformScope Scope = new("what the key of an administrator reaches");

    /// <summary>The tenant and what the caller may do with its keys; null where it is not there for the caller.</summary>
    public async Task<(TenantRow Tenant, KeyRights Rights)?> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return null;
        }

        if (caller.Context is { Role: TenantRole.Operator } or { KeyId: null })
        {
            return (tenant.Row, new KeyRights(caller.Context.Role == TenantRole.Operator, null, null));
        }

        var scopes = await db.QueryAsync(Scope, new Sql(Select, tenant.Row.TenantId, caller.Context.KeyId), static row => row.IsDBNull(0) ? null : row.GetFieldValue<string[]>(0), cancellationToken);
        // A key that is gone meanwhile reaches nothing.
        return (tenant.Row, new KeyRights(false, caller.Context.KeyId, scopes.Count == 0 ? [] : scopes[0]));
    }
}
