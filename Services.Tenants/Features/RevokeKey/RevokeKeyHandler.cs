using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Persistence;
using Nanobot.ServiceDefaults.Tenancy;
using Nanobot.Services.Tenants.Domain;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.RevokeKey;

/// <summary>Removes a tenant's key.</summary>
internal sealed partial class RevokeKeyHandler(PlatformDb db, TenantsMetrics metrics, ILogger<RevokeKeyHandler> logger)
{
    private const string Delete = "delete from api_keys where tenant_id = $1 and key_id = $2";

    private static readonly PlatformScope Scope = new("an operator revokes a key");

    /// <summary>Null once the key is gone; a refusal where the tenant has none of that id.</summary>
    public async Task<Refusal?> HandleAsync(string tenantId, string keyId, CancellationToken cancellationToken)
    {
        if (await db.FindTenantAsync(Scope, tenantId, cancellationToken) is null)
        {
            return TenantRefusals.TenantNotFound;
        }

        if (!KeyId.IsValid(keyId) || await db.ExecuteAsync(Scope, new Sql(Delete, tenantId, keyId), cancellationToken) == 0)
        {
            return TenantRefusals.KeyNotFound;
        }

        metrics.KeyRevoked(tenantId);
        Log.Revoked(logger, keyId, tenantId);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Key {KeyId} of tenant {TenantId} revoked")]
        public static partial void Revoked(ILogger logger, string keyId, string tenantId);
    }
}
