using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Observability;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>Puts own amounts in the place of those before; what they are already changes nothing and is not told.</summary>
internal sealed partial class QuotaChanger(PlatformDb db, QuotaBook book, TenantsTelemetry telemetry, ILogger<QuotaChanger> logger)
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
        var (before, after) = await db.TransactionAsync<(TenantQuotas?, TenantQuotas?)>(Scope, async transaction =>
            await QuotaBook.LockAsync(transaction, tenantId, cancellationToken) is not { } tenant ? (null, null)
            : tenant.Lines.Own == own ? (tenant, tenant)
            : (tenant, await book.SaveAsync(transaction, tenant, tenant.Lines with { Own = own }, cancellationToken)), cancellationToken);
        Told(before, after, "-");
        return after;
    }

    /// <summary>The user with those amounts, and its tenant; null where the tenant has no such user.</summary>
    public async Task<(QuotaLines User, TenantQuotas Tenant)?> PutUserAsync(string tenantId, string userId, QuotaAmounts amounts, CancellationToken cancellationToken)
    {
        var own = amounts.ToLine();
        var (before, after, user) = await db.TransactionAsync<(TenantQuotas?, TenantQuotas?, QuotaLines?)>(Scope, async transaction =>
        {
            if (await QuotaBook.LockAsync(transaction, tenantId, cancellationToken) is not { } tenant
                || await QuotaBook.FindUserAsync(transaction, tenantId, userId, cancellationToken) is not { } lines)
            {
                return (null, null, null);
            }

            var wanted = lines with { Own = own };
            return lines == wanted ? (tenant, tenant, lines) : (tenant, await book.SaveUserAsync(transaction, tenant, userId, wanted, cancellationToken), wanted);
        }, cancellationToken);
        Told(before, after, userId);
        return after is null ? null : (user!, after);
    }

    private void Told(TenantQuotas? before, TenantQuotas? after, string user)
    {
        if (before is not null && after is not null && before.Epoch != after.Epoch)
        {
            telemetry.TenantChanged(after.TenantId, "config_updated");
            Log.Changed(logger, user, after.TenantId, after.Epoch);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Own amounts of user {UserId} of tenant {TenantId} have changed (-: of the tenant itself); epoch {Epoch}")]
        public static partial void Changed(ILogger logger, string userId, string tenantId, long epoch);
    }
}
