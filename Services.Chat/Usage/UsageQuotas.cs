using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Usage;

/// <summary>
/// Holds tenants to what they may keep, exactly: whoever is about to add something holds the tenant's row until the transaction ends, so
/// that of two who want the last place one waits and then sees that it is gone.
/// </summary>
internal sealed class UsageQuotas(TierTable tiers, TimeProvider time)
{
    private const long Megabyte = 1_000_000;

    // Who a refusal says has no more room.
    internal const string OfTenant = "The tenant";
    internal const string OfUser = "The user";

    private const string Hold = """
        insert into tenant_usage (tenant_id) values ($1)
        on conflict (tenant_id) do update set tenant_id = excluded.tenant_id
        """;

    private const string Lock = $"{Hold} returning {TenantUsage.Columns}";

    /// <summary>Looks whether a session can be added, as it is now.</summary>
    public SessionLook LookForSession(TenantContext context) => new(context, Limits(context, QuotaType.Sessions));

    /// <summary>Demands in a batch that a session can be added, and then nobody else takes its place.</summary>
    public SessionDemand DemandSession(TenantContext context) => new(context, Limits(context, QuotaType.Sessions));

    /// <summary>Why no session can be added in this transaction; null where one can, and then nobody else takes its place.</summary>
    public Task<Refusal?> TakeSessionAsync(TenantTransaction transaction, CancellationToken cancellationToken) => TakeSessionAsync(transaction, transaction.Context, cancellationToken);

    /// <summary>The same by the amounts of <paramref name="asker"/>, who is the transaction's user: stored work keeps its own.</summary>
    public async Task<Refusal?> TakeSessionAsync(TenantTransaction transaction, TenantContext asker, CancellationToken cancellationToken)
    {
        var look = LookForSession(asker);
        await transaction.BatchAsync([SqlStep.Do(new Sql(Hold, asker.RequiredTenantId) { IsBookkeeping = true }), look.Step], cancellationToken);
        return look.Refusal;
    }

    /// <summary>Why <paramref name="added"/> octets cannot be added to a workspace of <paramref name="own"/>; null where they can, and then nobody else takes their place.</summary>
    public async Task<Refusal?> TakeStorageAsync(TenantTransaction transaction, long own, long added, CancellationToken cancellationToken)
    {
        var used = await transaction.QuerySingleAsync(
            new Sql(Lock, transaction.Context.RequiredTenantId) { IsBookkeeping = true }, TenantUsage.Read, cancellationToken) ?? TenantUsage.None;
        var (tenant, user) = Limits(transaction.Context, QuotaType.Storage);
        // Limits are at most 10^12 megabytes: the products stay within 64 bits.
        return used.StorageBytes + added > tenant * Megabyte ? UsageRefusals.Storage(OfTenant, tenant, used.StorageBytes, added)
            : user is { } most && own + added > most * Megabyte ? UsageRefusals.Storage(OfUser, most, own, added)
            : null;
    }

    /// <summary>The same of what is the tenant's and no user's; where less is to be kept nothing is refused, and the tenant's row is held all the same.</summary>
    public async Task<Refusal?> TakeStorageAsync(TenantTransaction transaction, long added, CancellationToken cancellationToken)
    {
        var used = await transaction.QuerySingleAsync(
            new Sql(Lock, transaction.Context.RequiredTenantId) { IsBookkeeping = true }, TenantUsage.Read, cancellationToken) ?? TenantUsage.None;
        var (tenant, _) = Limits(transaction.Context, QuotaType.Storage);
        return added > 0 && used.StorageBytes + added > tenant * Megabyte ? UsageRefusals.Storage(OfTenant, tenant, used.StorageBytes, added) : null;
    }

    /// <summary>Most octets that the user may keep in a workspace: its own amount, or all of the tenant's.</summary>
    public long StorageBytes(TenantContext context)
    {
        var (tenant, user) = Limits(context, QuotaType.Storage);
        return Math.Min(tenant, user ?? tenant) * Megabyte;
    }

    /// <summary>How much the tenant may keep, and of it the user: its own amount or that of the key that it comes with, whichever is less; null: any of it.</summary>
    private (long Tenant, long? User) Limits(TenantContext context, QuotaType type)
    {
        var (quotas, now) = (context.Quotas, time.GetUtcNow());
        var user = QuotaSet.Own(QuotaText.Read(quotas.User), type, now);
        var key = QuotaSet.Own(QuotaText.Read(quotas.Key), type, now);
        // A plan that is not known allows what the least one does.
        return (tiers.Of(context.Plan ?? "").With(QuotaText.Read(quotas.Tenant), now).AmountOf(type), user is { } one && key is { } other ? Math.Min(one, other) : user ?? key);
    }
}
