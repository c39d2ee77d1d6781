using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.RevokeKey;

/// <summary>Removes a tenant's key, with the event in the same transaction. Once it is answered, no gateway takes the key any more.</summary>
internal sealed partial class RevokeKeyHandler(
    PlatformDb db, ChangeLog log, ChangeTeller teller, TenantsTelemetry telemetry, ILogger<RevokeKeyHandler> logger)
{
    private const string Delete = "delete from api_keys where tenant_id = $1 and key_id = $2 returning key_hash";

    private static readonly PlatformScope Scope = new("an operator revokes a key");

    /// <summary>Null once the key is gone; a refusal where the tenant has none of that id.</summary>
    public async Task<Refusal?> HandleAsync(string tenantId, string keyId, CancellationToken cancellationToken)
    {
        if (await db.FindTenantAsync(Scope, tenantId, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        var context = TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch);
        if (!KeyId.IsValid(keyId)
            || await db.TransactionAsync(Scope, transaction => DeleteAsync(transaction, context, keyId, cancellationToken), cancellationToken) is not { } changes)
        {
            return KeyRefusals.NotFound;
        }

        telemetry.KeyRevoked(tenantId);
        Log.Revoked(logger, keyId, tenantId);
        await teller.SettleAsync(changes, cancellationToken);
        return null;
    }

    private async Task<List<NumberedChange>?> DeleteAsync(
        PlatformTransaction transaction, TenantContext context, string keyId, CancellationToken cancellationToken)
    {
        var hashes = await transaction.QueryAsync(
            new Sql(Delete, context.RequiredTenantId, keyId), row => row.GetFieldValue<byte[]>(0), cancellationToken);
        if (hashes is not [var hash])
        {
            return null;
        }

        await transaction.PublishAsync(new ApiKeyRevoked(keyId, Convert.ToHexStringLower(hash)), context, cancellationToken);
        return await log.WriteAsync(transaction, [context.RequiredTenantId], cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Key {KeyId} of tenant {TenantId} revoked")]
        public static partial void Revoked(ILogger logger, string keyId, string tenantId);
    }
}
