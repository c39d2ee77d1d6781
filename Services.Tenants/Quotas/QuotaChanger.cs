using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Observability;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>Puts own amounts in the place of those before; what they are already changes nothing and is not told. Once it is answered, every gateway goes by it.</summary>
internal sealed partial class QuotaChanger(
    PlatformDb db, QuotaBook book, ChangeTeller teller, TierTable tiers, TimeProvider time, TenantsTelemetry telemetry, ILogger<QuotaChanger> logger)
{
    private static readonly PlatformScope Scope = new("own amounts are put");

    /// <summary>The tenant with those amounts; or why they were not put, neither where there is none of that id.</summary>
    public async Task<(TenantQuotasResource? Tenant, Refusal? Refusal)> PutTenantAsync(
        string tenantId, QuotaAmounts amounts, RequestPreconditions preconditions, CancellationToken cancellationToken)
    {
        if (!TenantId.IsValid(tenantId))
        {
            return (null, null);
        }

        var own = amounts.ToLine();
        var (saved, refusal) = await db.TransactionAsync<(SavedQuotas?, Refusal?)>(Scope, async transaction =>
        {
            if (await QuotaBook.LockAsync(transaction, tenantId, cancellationToken) is not { } tenant)
            {
                return (null, null);
            }

            if (!preconditions.AllowChange(QuotaAnswer.TagOf(Show(tenant))))
            {
                return (null, Refusals.PreconditionFailed);
            }

            if (tenant.Lines.Own == own)
            {
                return (new SavedQuotas(tenant, []), null);
            }

            await transaction.ExecuteAsync(cancellationToken, QuotaBook.RulesAreDue(tenantId, time.GetUtcNow()));
            return (await book.SaveAsync(transaction, tenant, tenant.Lines with { Own = own }, cancellationToken), null);
        }, cancellationToken);
        await SettleAsync(saved, "-", cancellationToken);
        return (saved is null ? null : Show(saved.Tenant), refusal);
    }

    /// <summary>The user with those amounts; or why they were not put, neither where the tenant has no such user.</summary>
    public async Task<(UserQuotasResource? User, Refusal? Refusal)> PutUserAsync(
        string tenantId, string userId, QuotaAmounts amounts, RequestPreconditions preconditions, CancellationToken cancellationToken)
    {
        var own = amounts.ToLine();
        var (saved, user, refusal) = await db.TransactionAsync<(SavedQuotas?, QuotaLines?, Refusal?)>(Scope, async transaction =>
        {
            if (await QuotaBook.LockAsync(transaction, tenantId, cancellationToken) is not { } tenant
                || await QuotaBook.FindUserAsync(transaction, tenantId, userId, cancellationToken) is not { } lines)
            {
                return (null, null, null);
            }

            if (!preconditions.AllowChange(QuotaAnswer.TagOf(Show(userId, lines, tenant))))
            {
                return (null, null, Refusals.PreconditionFailed);
            }

            var wanted = lines with { Own = own };
            return (lines == wanted ? new SavedQuotas(tenant, []) : await book.SaveUserAsync(transaction, tenant, userId, wanted, cancellationToken), wanted, null);
        }, cancellationToken);
        await SettleAsync(saved, userId, cancellationToken);
        return (saved is null ? null : Show(userId, user!, saved.Tenant), refusal);
    }

    private TenantQuotasResource Show(TenantQuotas tenant) => TenantQuotasResource.Of(tenant, tiers, time.GetUtcNow());

    private UserQuotasResource Show(string userId, QuotaLines user, TenantQuotas tenant) => UserQuotasResource.Of(userId, user, tenant, tiers, time.GetUtcNow());

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
