using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Observability;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>Puts own amounts in the place of those before; what they are already changes nothing and is not told. Once it is answered, every gateway goes by it.</summary>
internal sealed partial class QuotaChanger(PlatformDb db, QuotaBook book, ChangeTeller teller, TimeProvider time, TenantsTelemetry telemetry, ILogger<QuotaChanger> logger)
{
    private static readonly PlatformScope Scope = new("own amounts are put");

    /// <summary>The tenant with those amounts; null where there is none of that id.</summary>
    public async Task<TenantQuotas?> PutTenantAsync(string tenantId, QuotaAmounts amounts, CancellationToken cancellationToken)
    {
        if (!TenantId.IsValid(tenantId))
        {
            return null;
        }

        var own = amounts.ToLine();
        var saved = await db.TransactionAsync<SavedQuotas?>(Scope, async transaction =>
        {
            if (await QuotaBook.LockAsync(transaction, tenantId, cancellationToken) is not { } tenant)
            {
                return null;
            }

            if (tenant.Lines.Own == own)
            {
                return new SavedQuotas(tenant, []);
            }

            await transaction.ExecuteAsync(cancellationToken, QuotaBook.RulesAreDue(tenantId, time.GetUtcNow()));
            return await book.SaveAsync(transaction, tenant, tenant.Lines with { Own = own }, cancellationToken);
        }, cancellationToken);
        await SettleAsync(saved, "-", cancellationToken);
        return saved?.Tenant;
    }

    /// <summary>The user with those amounts, and its tenant; null where the tenant has no such user.</summary>
    public async Task<(QuotaLines User, TenantQuotas Tenant)?> PutUserAsync(string tenantId, string userId, QuotaAmounts amounts, CancellationToken cancellationToken)
    {
        var own = amounts.ToLine();
        var (saved, user) = await db.TransactionAsync<(SavedQuotas?, QuotaLines?)>(Scope, async transaction =>
        {
            if (await QuotaBook.LockAsync(transaction, tenantId, cancellationToken) is not { } tenant
                || await QuotaBook.FindUserAsync(transaction, tenantId, userId, cancellationToken) is not { } lines)
            {
                return (null, null);
            }

            var wanted = lines with { Own = own };
            return (lines == wanted ? new SavedQuotas(tenant, []) : await book.SaveUserAsync(transaction, tenant, userId, wanted, cancellationToken), wanted);
        }, cancellationToken);
        await SettleAsync(saved, userId, cancellationToken);
        return saved is null ? null : (user!, saved.Tenant);
    }

    // Also where nothing has changed: somebody else who has just made the same change may still be waiting for gateways.
    private async Task SettleAsync(SavedQuotas? saved, string user, CancellationToken cancellationToken)
    {
        if (saved is null)
        {
            return;
        }

        if (saved.Changes.Count > 0)
        {
            telemetry.TenantChanged(saved.Tenant.TenantId, "config_updated");
            Log.Changed(logger, user, saved.Tenant.TenantId, saved.Tenant.Epoch);
        }

        await teller.SettleAsync(saved.Changes, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Own amounts of user {UserId} of tenant {TenantId} have changed (-: of the tenant itself); epoch {Epoch}")]
        public static partial void Changed(ILogger logger, string userId, string tenantId, long epoch);
    }
}
