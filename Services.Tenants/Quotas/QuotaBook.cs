using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Tenants.Changes;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>
/// Where own amounts are changed: whoever does it holds the tenant's row, so that changes follow each other. Each raises the tenant's
/// epoch, is told in the same transaction, and is numbered for the gateways, which is the last thing that the transaction does.
/// </summary>
internal sealed class QuotaBook(ChangeLog log, TimeProvider time)
{
    private const string Lock = $"select {TenantQuotas.Columns} from tenants where tenant_id = $1 and status <> 'deleted' for no key update";

    private const string Update = $"""
        update tenants set quotas = $2::text, own_quotas = $3::text, raised_quotas = $4::text, ruled_quotas = $5::text, epoch = epoch + 1, updated_at = $6
        where tenant_id = $1
        returning {TenantQuotas.Columns}
        """;

    private const string SelectUser = "select own_quotas, raised_quotas from users where tenant_id = $1 and user_id = $2";

    private const string UpdateUser = "update users set own_quotas = $3::text, raised_quotas = $4::text where tenant_id = $1 and user_id = $2";

    private static readonly PlatformScope Scope = new("the amounts of a tenant change");

    /// <summary>Has what rules make of the tenant's usual amounts worked out anew: those are others now.</summary>
    public static Sql RulesAreDue(string tenantId, DateTimeOffset now) =>
        new("update quota_rules set due_at = $2 where tenant_id = $1 and due_at > $2", tenantId, now) { IsBookkeeping = true };

    /// <summary>The tenant, which nobody else changes until the transaction ends; null where there is none.</summary>
    public static async Task<TenantQuotas?> LockAsync(PlatformTransaction transaction, string tenantId, CancellationToken cancellationToken) =>
        (await transaction.QueryAsync(new Sql(Lock, tenantId), TenantQuotas.Read, cancellationToken)).FirstOrDefault();

    /// <summary>Leaves the entry of <paramref name="work"/> with the tenant that is held, for work that does not name it itself; null: there is none to leave.</summary>
    public static void Audit(PlatformTransaction transaction, TenantQuotas tenant, AuditedWork? work)
    {
        if (work is not null)
        {
            transaction.Audit(work, TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch));
        }
    }

    /// <summary>A user's amounts; null where the tenant has no such user.</summary>
    public static async Task<QuotaLines?> FindUserAsync(PlatformTransaction transaction, string tenantId, string userId, CancellationToken cancellationToken) =>
        (await transaction.QueryAsync(new Sql(SelectUser, tenantId, userId), ReadUser, cancellationToken)).FirstOrDefault();

    /// <summary>Reads <c>own_quotas, raised_quotas</c> of a user.</summary>
    public static QuotaLines ReadUser(Npgsql.NpgsqlDataReader row) =>
        new(row.IsDBNull(0) ? null : row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1));

    /// <summary>Stores a tenant's amounts, as the last step; the tenant as it is then, and what to settle once it is committed.</summary>
    public async Task<SavedQuotas> SaveAsync(PlatformTransaction transaction, TenantQuotas tenant, QuotaLines lines, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var update = new Sql(Update, tenant.TenantId, lines.InForce(now), lines.Own, lines.Raised, lines.Ruled, now);
        var after = (await transaction.QueryAsync(update, TenantQuotas.Read, cancellationToken))[0];
        await transaction.PublishAsync(
            new TenantConfigUpdated(after.TenantId, after.Status, after.InForce, after.Epoch),
            TenantContext.ForTenantEvent(Scope, after.TenantId, after.Tier, after.Epoch), cancellationToken);
        return new SavedQuotas(after, await log.WriteAsync(transaction, [after.TenantId], cancellationToken));
    }

    /// <summary>Stores a user's amounts, tells it, and raises the epoch of the tenant that is held; likewise the last step.</summary>
    public async Task<SavedQuotas> SaveUserAsync(
        PlatformTransaction transaction, TenantQuotas tenant, string userId, QuotaLines lines, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(cancellationToken, new Sql(UpdateUser, tenant.TenantId, userId, lines.Own, lines.Raised));
        // The epoch that the tenant comes to: it is held.
        await transaction.PublishAsync(new UserQuotasChanged(userId, tenant.Epoch + 1),
            TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch + 1), cancellationToken);
        return await SaveAsync(transaction, tenant, tenant.Lines, cancellationToken);
    }
}
