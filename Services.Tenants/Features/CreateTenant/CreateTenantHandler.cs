using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.CreateTenant;

/// <summary>Enters a tenant once, with its event in the same transaction.</summary>
internal sealed partial class CreateTenantHandler(
    TenantDb db, TimeProvider time, TenantsTelemetry telemetry, ILogger<CreateTenantHandler> logger)
{
    private const long FirstEpoch = 1;

    private const string Insert = $"""
        insert into tenants (tenant_id, name, tier, status, time_zone, epoch, creation_digest, created_at, updated_at, trial_ends_at)
        values ($1, $2, $3, $8, $4, $5, $6, $7, $7, $9::timestamptz)
        on conflict (tenant_id) do nothing
        returning {TenantRow.Columns}
        """;

    private const string Select = $"select {TenantRow.Columns} from tenants where tenant_id = $1";

    private static readonly PlatformScope Scope = new("an operator creates a tenant");

    /// <summary>The tenant, and whether it is new; no tenant where there is another one of that id, or was.</summary>
    public async Task<(TenantRow? Tenant, bool IsNew)> HandleAsync(NewTenant tenant, CancellationToken cancellationToken)
    {
        // Before this transaction nobody has a credential of that tenant. The context reaches its rows alone, and the event
        // travels in it.
        var context = TenantContext.ForTenantEvent(Scope, tenant.Id.Value, tenant.Tier.Value, FirstEpoch);
        var outcome = await db.TransactionAsync(context, transaction => InsertAsync(transaction, tenant, cancellationToken), cancellationToken);
        if (outcome.IsNew)
        {
            telemetry.TenantCreated(tenant.Tier.Value);
            Log.Created(logger, tenant.Id.Value, tenant.Tier.Value);
        }

        return outcome;
    }

    /// <summary>The tenant that the same request made before; null where none did.</summary>
    public async Task<TenantRow?> FindAsync(NewTenant tenant, CancellationToken cancellationToken)
    {
        var context = TenantContext.ForTenantEvent(Scope, tenant.Id.Value, tenant.Tier.Value, FirstEpoch);
        return Same(await db.QuerySingleAsync(context, new Sql(Select, tenant.Id.Value), TenantRow.Read, cancellationToken), tenant);
    }

    private async Task<(TenantRow? Tenant, bool IsNew)> InsertAsync(
        TenantTransaction transaction, NewTenant tenant, CancellationToken cancellationToken)
    {
        var insert = new Sql(Insert, tenant.Id.Value, tenant.Name, tenant.Tier.Value, tenant.TimeZone.Value, FirstEpoch, tenant.Digest, time.GetUtcNow(),
            tenant.Status.Value, tenant.TrialEndsAt);
        if (await transaction.QuerySingleAsync(insert, TenantRow.Read, cancellationToken) is { } created)
        {
            AuditedWork.Name(created.TenantId);
            await transaction.PublishAsync(
                new TenantCreated(created.TenantId, created.Name, created.Tier, created.TimeZone, created.Epoch), cancellationToken);
            return (created, true);
        }

        return (Same(await transaction.QuerySingleAsync(new Sql(Select, tenant.Id.Value), TenantRow.Read, cancellationToken), tenant), false);
    }

    private static TenantRow? Same(TenantRow? existing, NewTenant tenant) =>
        existing is { IsDeleted: false } && existing.CreationDigest.AsSpan().SequenceEqual(tenant.Digest) ? existing : null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Tenant {TenantId} created on {Tier}")]
        public static partial void Created(ILogger logger, string tenantId, string tier);
    }
}
