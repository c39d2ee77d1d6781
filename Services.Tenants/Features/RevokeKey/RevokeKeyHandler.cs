using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Observability;

namespace Nanobot.Services.Tenants.Features.RevokeKey;

/// <summary>Removes a tenant's key, with the event in the same transaction. Once it is answered, no gateway takes the key any more.</summary>
internal sealed partial class RevokeKeyHandler(
    PlatformDb db, KeyManagers managers, ChangeLog log, ChangeTeller teller, TenantsTelemetry telemetry, ILogger<RevokeKeyHandler> logger)
{
    private const string Lock = "select role from api_keys where tenant_id = $1 and key_id = $2 for update";
    private const string Delete = "delete from api_keys where tenant_id = $1 and key_id = $2 returning key_hash";

    private static readonly PlatformScope Scope = new("a key of a tenant is revoked");

    /// <summary>Null once the key is gone; a refusal where the tenant has none of that id, or the caller may not revoke it.</summary>
    public async Task<Refusal?> HandleAsync(Caller caller, string tenantId, string keyId, CancellationToken cancellationToken)
    {
        if (await managers.FindAsync(caller, tenantId, cancellationToken) is not { } found)
        {
            return TenantRefusals.NotFound;
        }

        var context = TenantContext.ForTenantEvent(Scope, found.Tenant.TenantId, found.Tenant.Tier, found.Tenant.Epoch);
        if (!KeyId.IsValid(keyId))
        {
            return KeyRefusals.NotFound;
        }

        var (changes, refusal) = await db.TransactionAsync(Scope, transaction => DeleteAsync(transaction, found.Rights, context, keyId, cancellationToken), cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        telemetry.KeyRevoked(tenantId);
        Log.Revoked(logger, keyId, tenantId);
        await teller.SettleAsync(changes, cancellationToken);
        return null;
    }

    private async Task<(List<NumberedChange> Changes, Refusal? Refusal)> DeleteAsync(
        PlatformTransaction transaction, KeyRights rights, TenantContext context, string keyId, CancellationToken cancellationToken)
    {
        var roles = await transaction.QueryAsync(new Sql(Lock, context.RequiredTenantId, keyId), static row => row.GetString(0), cancellationToken);
        if ((roles is [var role] ? rights.ToRevoke(keyId, role) : KeyRefusals.NotFound) is { } refusal)
        {
            return ([], refusal);
        }

        var hashes = await transaction.QueryAsync(
            new Sql(Delete, context.RequiredTenantId, keyId), row => row.GetFieldValue<byte[]>(0), cancellationToken);
        await transaction.PublishAsync(new ApiKeyRevoked(keyId, Convert.ToHexStringLower(hashes[0])), context, cancellationToken);
        return (await log.WriteAsync(transaction, [context.RequiredTenantId], cancellationToken), null);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Key {KeyId} of tenant {TenantId} revoked")]
        public static partial void Revoked(ILogger logger, string keyId, string tenantId);
    }
}
