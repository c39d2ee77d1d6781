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
internal sealed class UsageQuotas(TenantDb db, TierTable tiers, TimeProvider time)
{
    private const long Megabyte = 1_000_000;
    private const string OfTenant = "The tenant";
    private const string OfUser = "The user";

    private const string Lock = $"""
        insert into tenant_usage (tenant_id) values ($1)
        on conflict (tenant_id) do update set tenant_id = excluded.tenant_id
        returning {TenantUsage.Columns}
        """;

    private const string Select = $"select {TenantUsage.Columns} from tenant_usage where tenant_id = $1";

    private const string CountOwn = "select count(*) from chat_session where tenant_id = $1 and user_id = $2";

    /// <summary>Why no session can be added; null where one can, as it looks now.</summary>
    public Task<Refusal?> LookForSessionAsync(TenantContext context, CancellationToken cancellationToken) =>
        db.TransactionAsync(context, transaction => SessionAsync(transaction, context, Select, cancellationToken), cancellationToken);

    /// <summary>Why no session can be added in this transaction; null where one can, and then nobody else takes its place.</summary>
    public Task<Refusal?> TakeSessionAsync(TenantTransaction transaction, CancellationToken cancellationToken) => TakeSessionAsync(transaction, transaction.Context, cancellationToken);

    /// <summary>The same by the amounts of <paramref name="asker"/>, who is the transaction's user: stored work keeps its own.</summary>
    public Task<Refusal?> TakeSessionAsync(TenantTransaction transaction, TenantContext asker, CancellationToken cancellationToken) => SessionAsync(transaction, asker, Lock, cancellationToken);

    /// <summary>Why <paramref name="added"/> octets cannot be added to a workspace of <paramref name="own"/>; null where they can, and then nobody else takes their place.</summary>
    public async Task<Refusal?> TakeStorageAsync(TenantTransaction transaction, long own, long added, CancellationToken cancellationToken)
    {
        var used = await UsageAsync(transaction, Lock, cancellationToken);
        var (tenant, user) = Limits(transaction.Context, QuotaType.Storage);
        // Limits are at most 10^12 megabytes: the products stay within 64 bits.
        return used.StorageBytes + added > tenant * Megabyte ? UsageRefusals.Storage(OfTenant, tenant, used.StorageBytes, added)
            : user is { } most && own + added > most * Megabyte ? UsageRefusals.Storage(OfUser, most, own, added)
            : null;
    }

    /// <summary>Most octets that the user may keep in a workspace: its own amount, or all of the tenant's.</summary>
    public long StorageBytes(TenantContext context)
    {
        var (tenant, user) = Limits(context, QuotaType.Storage);
        return Math.Min(tenant, user ?? tenant) * Megabyte;
    }

    private async Task<Refusal?> SessionAsync(TenantTransaction transaction, TenantContext context, string read, CancellationToken cancellationToken)
    {
        var used = await UsageAsync(transaction, read, cancellationToken);
        var (tenant, user) = Limits(context, QuotaType.Sessions);
        if (used.Sessions >= tenant)
        {
            return UsageRefusals.Sessions(OfTenant, tenant, used.Sessions);
        }

        if (user is not { } most)
        {
            return null;
        }

        var own = await transaction.QuerySingleAsync(
            new Sql(CountOwn, context.RequiredTenantId, context.RequiredUserId), static row => row.GetInt64(0), cancellationToken);
        return own >= most ? UsageRefusals.Sessions(OfUser, most, own) : null;
    }

    private static async Task<TenantUsage> UsageAsync(TenantTransaction transaction, string read, CancellationToken cancellationToken) =>
        await transaction.QuerySingleAsync(new Sql(read, transaction.Context.RequiredTenantId) { IsBookkeeping = true }, TenantUsage.Read, cancellationToken) ?? TenantUsage.None;

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
