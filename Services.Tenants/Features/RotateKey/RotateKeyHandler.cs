using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Features.RotateKey;

/// <summary>
/// Replaces a key. The new one reaches what the old one reached and ends when that would have ended; the old one ends after the overlap, which
/// every gateway knows once this is answered.
/// </summary>
internal sealed partial class RotateKeyHandler(
    PlatformDb db, KeyManagers managers, KeyQuotas quotas, ApiKeyGenerator keys, ChangeLog log, ChangeTeller teller, TimeProvider time, TenantsTelemetry telemetry,
    ILogger<RotateKeyHandler> logger)
{
    // Locked: of two at once the second finds it replaced.
    private const string Lock = $"select {KeyRow.Columns} from api_keys where tenant_id = $1 and key_id = $2 for no key update";

    private const string Insert = """
        insert into api_keys (key_id, tenant_id, user_id, role, key_hash, created_at, expires_at, scopes, quotas, attributes)
        select $3, tenant_id, user_id, role, $4, $5, expires_at, scopes, quotas, attributes from api_keys where tenant_id = $1 and key_id = $2
        """;

    private const string End = "update api_keys set expires_at = least(expires_at, $4), replaced_by = $3 where tenant_id = $1 and key_id = $2";

    private static readonly PlatformScope Scope = new("a tenant's key is replaced");

    /// <summary>The new key; or why there is none.</summary>
    public async Task<(IssuedKey? Key, Refusal? Refusal)> HandleAsync(Caller caller, string tenantId, string keyId, TimeSpan overlap, CancellationToken cancellationToken)
    {
        if (await managers.FindAsync(caller, tenantId, cancellationToken) is not { } found)
        {
            return (null, TenantRefusals.NotFound);
        }

        if (!KeyId.IsValid(keyId))
        {
            return (null, KeyRefusals.NotFound);
        }

        var key = keys.Next();
        var context = TenantContext.ForTenantEvent(Scope, found.Tenant.TenantId, found.Tenant.Tier, found.Tenant.Epoch);
        var (issued, refusal, changes) = await db.TransactionAsync(
            Scope, transaction => ReplaceAsync(transaction, found.Rights, context, keyId, key, overlap, cancellationToken), cancellationToken);
        if (issued is null)
        {
            return (null, refusal);
        }

        telemetry.KeyRotated(tenantId);
        Log.Rotated(logger, keyId, tenantId, key.KeyId);
        await teller.SettleAsync(changes, cancellationToken);
        return (issued with { Effective = await quotas.EffectiveAsync(tenantId, issued.UserId, issued.Quotas, cancellationToken) }, null);
    }

    private async Task<(IssuedKey? Key, Refusal? Refusal, List<NumberedChange> Changes)> ReplaceAsync(
        PlatformTransaction transaction, KeyRights rights, TenantContext context, string keyId, ApiKey key, TimeSpan overlap, CancellationToken cancellationToken)
    {
        var (tenantId, now) = (context.RequiredTenantId, time.GetUtcNow().Truncate());
        var rows = await transaction.QueryAsync(new Sql(Lock, tenantId, keyId), KeyRow.Read, cancellationToken);
        if ((rows is [var old] ? Refuse(old, rights, now) : KeyRefusals.NotFound) is { } refusal)
        {
            return (null, refusal, []);
        }

        await transaction.ExecuteAsync(cancellationToken,
            new Sql(Insert, tenantId, keyId, key.KeyId, ApiKey.Hash(key.Text), now),
            new Sql(End, tenantId, keyId, key.KeyId, now + overlap));
        var ends = rows[0].ExpiresAt is { } before && before < now + overlap ? before : now + overlap;
        await transaction.PublishAsync(new ApiKeyRotated(keyId, key.KeyId, ends), context, cancellationToken);
        return (new IssuedKey(key.KeyId, key.Text, rows[0].Role, rows[0].UserId, rows[0].Scopes, now, rows[0].ExpiresAt) 
        {
            Quotas = QuotaAmounts.Of(rows[0].Quotas),
            Attributes = StoredAttributes.Read(rows[0].Attributes),
        }, null,
            await log.WriteAsync(transaction, [tenantId], cancellationToken));
    }

    private static Refusal? Refuse(KeyRow old, KeyRights rights, DateTimeOffset now) => rights.ToRotate(old.KeyId, old.Role, old.Scopes)
        ?? (old.ReplacedBy is { } other ? KeyRefusals.Rotated(other) : old.ExpiresAt <= now ? KeyRefusals.Expired : null);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Key {KeyId} of tenant {TenantId} is replaced by {NewKeyId}")]
        public static partial void Rotated(ILogger logger, string keyId, string tenantId, string newKeyId);
    }
}
