using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Quotas;
using Nanobot.Services.Tenants.Users;
using Npgsql;

namespace Nanobot.Services.Tenants.Features.IssueKey;

/// <summary>Makes a key and stores its hash.</summary>
internal sealed partial class IssueKeyHandler(
    PlatformDb db, KeyManagers managers, KeyQuotas quotas, ApiKeyGenerator keys, TimeProvider time, TenantsTelemetry telemetry, ILogger<IssueKeyHandler> logger)
{
    private const string Insert = $"""
        insert into api_keys (key_id, tenant_id, user_id, role, key_hash, created_at, expires_at, scopes, quotas, attributes)
        select $1, tenant_id, $3::text, $4, $5, $6, $7::timestamptz, $8::text[], $9::text, $10::text
        from tenants
        where tenant_id = $2 and {TenantLookup.IsThere}
        returning created_at, expires_at
        """;

    private const string OwningTenant = "api_keys_tenant";
    private const string ActingUser = "api_keys_user";
    private static readonly PlatformScope Scope = new("a key is issued for a tenant");

    /// <summary>The key; or the refusal where its tenant or its user does not exist, or the caller may not issue it.</summary>
    public async Task<(IssuedKey? Key, Refusal? Refusal)> HandleAsync(Caller caller, string tenantId, IssueKeyRequest request, CancellationToken cancellationToken)
    {
        if (await managers.FindAsync(caller, tenantId, cancellationToken) is not { } found)
        {
            return (null, TenantRefusals.NotFound);
        }

        if (found.Rights.ToIssue(request.Role!, request.Scopes) is { } denied)
        {
            return (null, denied);
        }

        var key = keys.Next();
        AuditedWork.Name($"{tenantId}/{key.KeyId}");
        var now = time.GetUtcNow();
        DateTimeOffset? ends = request.ExpiresIn is { } seconds ? now.AddSeconds(seconds) : null;
        try
        {
            var insert = new Sql(Insert, key.KeyId, tenantId, request.UserId, request.Role, ApiKey.Hash(key.Text), now, ends, request.Scopes?.ToArray(), request.Quotas?.ToLine(), StoredAttributes.Write(request.Attributes));
            var context = TenantContext.ForTenantEvent(Scope, found.Tenant.TenantId, found.Tenant.Tier, found.Tenant.Epoch);
            var issued = await db.TransactionAsync(Scope, transaction => InsertAsync(transaction, context, insert, key, request, cancellationToken), cancellationToken);
            if (issued is null)
            {
                return (null, TenantRefusals.NotFound);
            }

            telemetry.KeyIssued(tenantId);
            Log.Issued(logger, key.KeyId, request.Role!, tenantId);
            return (issued with { Effective = await quotas.EffectiveAsync(tenantId, request.UserId, request.Quotas, cancellationToken) }, null);
        }
        catch (PostgresException missing) when (missing is { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: OwningTenant or ActingUser })
        {
            // Asking first would leave a moment in which the tenant or the user can go; the foreign keys leave none. The key of a tenant
            // that is deleted in it opens nothing.
            return (null, missing.ConstraintName == OwningTenant ? TenantRefusals.NotFound : UserRefusals.NotFound);
        }
    }

    private static async Task<IssuedKey?> InsertAsync(
        PlatformTransaction transaction, TenantContext context, Sql insert, ApiKey key, IssueKeyRequest request, CancellationToken cancellationToken)
    {
        var rows = await transaction.QueryAsync(insert,
            row => new IssuedKey(key.KeyId, key.Text, request.Role!, request.UserId, request.Scopes, row.GetFieldValue<DateTimeOffset>(0),
                row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1))
                {
                    Quotas = request.Quotas ?? new QuotaAmounts(),
                    Attributes = request.Attributes ?? StoredAttributes.None,
                },
            cancellationToken);
        if (rows is not [var issued])
        {
            return null;
        }

        await transaction.PublishAsync(new ApiKeyCreated(issued.KeyId, issued.Role, issued.UserId, issued.Scopes, issued.ExpiresAt), context, cancellationToken);
        return issued;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Key {KeyId} with role {Role} issued for tenant {TenantId}")]
        public static partial void Issued(ILogger logger, string keyId, string role, string tenantId);
    }
}
