using Nanobot.Contracts;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>
/// Makes the changes of a tenant that an operator decides on, one after another, each with its event in the same transaction. The
/// event has the tenant's new epoch, and its plan in the context that it travels in. Once it is answered, every gateway goes by it.
/// </summary>
internal sealed partial class TenantChanger(
    PlatformDb db, ChangeLog log, ChangeTeller teller, TimeProvider time, TenantsTelemetry telemetry, ILogger<TenantChanger> logger)
{
    private const string Lock = $"select {TenantRow.Columns} from tenants where tenant_id = $1 for no key update";

    private const string Update = $"""
        update tenants set status = $2, tier = $3, trial_ends_at = $4::timestamptz, epoch = epoch + 1, updated_at = $5
        where tenant_id = $1
        returning {TenantRow.Columns}
        """;

    // With the keys of its servers: nobody is to have these any longer.
    private const string RemoveModels = "delete from models where tenant_id = $1";

    private static readonly PlatformScope Scope = new("an operator changes a tenant");

    /// <summary>The tenant after the change, or as it is where there is nothing to change; null where there is none for that change.</summary>
    public async Task<TenantRow?> ApplyAsync<TEvent>(string tenantId, TenantChange<TEvent> change, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent<TEvent>
    {
        if (!TenantId.IsValid(tenantId))
        {
            return null;
        }

        var (tenant, changes) = await db.TransactionAsync(
            Scope, transaction => ApplyAsync(transaction, tenantId, change, cancellationToken), cancellationToken);
        if (tenant is null)
        {
            return null;
        }

        if (changes.Count > 0)
        {
            telemetry.TenantChanged(tenantId, change.Name);
            Log.Changed(logger, tenantId, tenant.Status, tenant.Tier, tenant.Epoch);
        }

        // Also where somebody else has just made the same change: it may still be waiting for gateways itself.
        await teller.SettleAsync(changes, cancellationToken);
        return tenant;
    }

    private async Task<(TenantRow? Tenant, List<NumberedChange> Changes)> ApplyAsync<TEvent>(
        PlatformTransaction transaction, string tenantId, TenantChange<TEvent> change, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent<TEvent>
    {
        // Locked: of two changes at once the second sees what the first has made of the tenant.
        var rows = await transaction.QueryAsync(new Sql(Lock, tenantId), TenantRow.Read, cancellationToken);
        if (rows is not [var before] || (before.IsDeleted && !change.ReachesDeleted))
        {
            return (null, []);
        }

        if (change.To(before) is not { } wanted)
        {
            return (before, []);
        }

        var update = new Sql(Update, tenantId, wanted.Status, wanted.Tier, wanted.TrialEndsAt, time.GetUtcNow());
        var after = (await transaction.QueryAsync(update, TenantRow.Read, cancellationToken))[0];
        if (after.Tier != before.Tier)
        {
            await transaction.ExecuteAsync(cancellationToken, QuotaBook.RulesAreDue(tenantId, time.GetUtcNow()));
        }

        if (after.IsDeleted)
        {
            await transaction.ExecuteAsync(cancellationToken, new Sql(RemoveModels, tenantId));
        }

        var context = TenantContext.ForTenantEvent(Scope, after.TenantId, after.Tier, after.Epoch);
        await transaction.PublishAsync(change.Tell(before, after), context, cancellationToken);
        return (after, await log.WriteAsync(transaction, [tenantId], cancellationToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Tenant {TenantId} is {Status} on {Tier} from epoch {Epoch} on")]
        public static partial void Changed(ILogger logger, string tenantId, string status, string tier, long epoch);
    }
}
