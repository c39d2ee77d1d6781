using System.Text.Json;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;
using Npgsql;

namespace Nanobot.Services.Tenants.Attributes;

/// <summary>
/// Keeps own attributes of tenants and users. They are put as a whole; what they are already changes nothing. Once it is answered, every gateway and
/// every module decides by them.
/// </summary>
internal sealed partial class AttributeBook(
    TenantDb tenants, PlatformDb platform, ChangeLog log, ChangeTeller teller, TenantsTelemetry telemetry, ILogger<AttributeBook> logger)
{
    private const string SelectUser = "select attributes from users where tenant_id = $1 and user_id = $2";
    private const string UpdateUser = "update users set attributes = $3::text where tenant_id = $1 and user_id = $2";
    private const string SelectTenant = $"select attributes from tenants where tenant_id = $1 and {TenantLookup.IsThere}";
    private const string UpdateTenant = "update tenants set attributes = $2::text where tenant_id = $1";
    private const string Locked = " for no key update";
    private const string LockTenant = $"select attributes, tier, epoch from tenants where tenant_id = $1 and {TenantLookup.IsThere}{Locked}";

    private static readonly PlatformScope Scope = new("an operator works with a tenant's attributes");

    /// <summary>A user's; null where the tenant has no such user.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>?> FindUserAsync(TenantContext context, string userId, CancellationToken cancellationToken) =>
        UserId.IsValid(userId) && (await tenants.QueryAsync(context, new Sql(SelectUser, context.RequiredTenantId, userId), Text, cancellationToken)) is [var text]
            ? StoredAttributes.Read(text)
            : null;

    /// <summary>A tenant's; null where it is not there.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>?> FindTenantAsync(TenantContext context, CancellationToken cancellationToken) =>
        (await tenants.QueryAsync(context, new Sql(SelectTenant, context.RequiredTenantId), Text, cancellationToken)) is [var text] ? StoredAttributes.Read(text) : null;

    /// <summary>Puts a user's; false where the tenant has no such user.</summary>
    public async Task<bool> PutUserAsync(
        TenantContext context, string userId, IReadOnlyDictionary<string, JsonElement> attributes, CancellationToken cancellationToken)
    {
        if (!UserId.IsValid(userId))
        {
            return false;
        }

        var (tenantId, wanted) = (context.RequiredTenantId, StoredAttributes.Write(attributes));
        var changes = await tenants.TransactionAsync<List<NumberedChange>?>(context, async transaction =>
        {
            if (await transaction.QueryAsync(new Sql(SelectUser + Locked, tenantId, userId), Text, cancellationToken) is not [var present])
            {
                return null;
            }

            if (present == wanted)
            {
                return [];
            }

            await transaction.ExecuteAsync(cancellationToken, new Sql(UpdateUser, tenantId, userId, wanted));
            await transaction.PublishAsync(new UserAttributesChanged(userId), cancellationToken);
            return await log.WriteAsync(transaction, cancellationToken);
        }, cancellationToken);
        return await SettleAsync(changes, tenantId, userId, cancellationToken);
    }

    /// <summary>Puts a tenant's; false where it is not there.</summary>
    public async Task<bool> PutTenantAsync(string tenantId, IReadOnlyDictionary<string, JsonElement> attributes, CancellationToken cancellationToken)
    {
        if (!TenantId.IsValid(tenantId))
        {
            return false;
        }

        var wanted = StoredAttributes.Write(attributes);
        var changes = await platform.TransactionAsync<List<NumberedChange>?>(Scope, async transaction =>
        {
            if (await transaction.QueryAsync(new Sql(LockTenant, tenantId), static row => (Text(row), row.GetString(1), row.GetInt64(2)), cancellationToken) is not [var (present, tier, epoch)])
            {
                return null;
            }

            if (present == wanted)
            {
                return [];
            }

            await transaction.ExecuteAsync(cancellationToken, new Sql(UpdateTenant, tenantId, wanted));
            await transaction.PublishAsync(new TenantAttributesChanged(tenantId), TenantContext.ForTenantEvent(Scope, tenantId, tier, epoch), cancellationToken);
            return await log.WriteAsync(transaction, [tenantId], cancellationToken);
        }, cancellationToken);
        return await SettleAsync(changes, tenantId, "-", cancellationToken);
    }

    // Also where nothing has changed: somebody else who has just made the same change may still be waiting for gateways.
    private async Task<bool> SettleAsync(List<NumberedChange>? changes, string tenantId, string user, CancellationToken cancellationToken)
    {
        if (changes is null)
        {
            return false;
        }

        if (changes.Count > 0)
        {
            telemetry.TenantChanged(tenantId, "attributes_updated");
            Log.Changed(logger, user, tenantId);
        }

        await teller.SettleAsync(changes, cancellationToken);
        return true;
    }

    private static string? Text(NpgsqlDataReader row) => row.IsDBNull(0) ? null : row.GetString(0);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Own attributes of user {UserId} of tenant {TenantId} have changed (-: of the tenant itself)")]
        public static partial void Changed(ILogger logger, string userId, string tenantId);
    }
}
