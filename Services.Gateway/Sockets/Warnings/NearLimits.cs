using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Sockets.Warnings;

/// <summary>How near a tenant, and those of its users that have amounts of their own, are to what is counted by the day or stays.</summary>
internal sealed class NearLimits(KnownUsers users, KnownLimits known, UsedAmounts amounts, KeptAmounts kept, TimeProvider time)
{
    private const int MostKept = 10_000;

    // What runs or is of a minute is over before anybody could do something about it.
    private static readonly QuotaType[] OfDay = [QuotaType.ApiCallsPerDay, QuotaType.TokensPerDay, QuotaType.MoneyPerDay];

    // What is kept changes slowly, and is another module's to count.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);
    private readonly ExpiringCache<string, IReadOnlyList<long>> _kept = new(MostKept, time);

    /// <summary>The tenant's, as far as they can be seen; none while Redis does not say what is used.</summary>
    public async Task<IReadOnlyList<NearLimit>> OfTenantAsync(TenantSnapshot tenant, CancellationToken cancellationToken)
    {
        var administrator = new Principal(CredentialKind.ApiKey, TenantRole.TenantAdmin, tenant.TenantId, null, null);
        var level = known.Of(tenant, administrator).Tenant.Level;
        var used = await amounts.CountedAsync(tenant, administrator, level, cancellationToken);
        if (!used.ContainsKey(QuotaType.TokensPerDay))
        {
            // Then the others are what this process may hand out by itself.
            return [];
        }

        return
        [
            .. Near(tenant, null, level, used),
            .. KeptAmounts.Quotas.Zip(await KeptAsync(tenant.TenantId, cancellationToken) ?? [])
                .Select(pair => new NearLimit(tenant.TenantId, null, pair.First, level[pair.First]!.Value, pair.Second, ResetsAt: null)),
        ];
    }

    /// <summary>A user's own.</summary>
    public async Task<IReadOnlyList<NearLimit>> OfUserAsync(TenantSnapshot tenant, string userId, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(tenant.TenantId, userId, default, cancellationToken) is not { Quotas: { } line })
        {
            return [];
        }

        var user = new Principal(CredentialKind.ApiKey, TenantRole.User, tenant.TenantId, userId, null) { UserQuotas = line };
        return known.Of(tenant, user).Levels.FirstOrDefault(static level => level.Level == LimitLevels.User) is { } own
            ? [.. Near(tenant, userId, own, await amounts.CountedAsync(tenant, user, own, cancellationToken))]
            : [];
    }

    private IEnumerable<NearLimit> Near(TenantSnapshot tenant, string? userId, LevelLimits level, Dictionary<QuotaType, UsedAmount> used)
    {
        var day = CalendarDay.At(time.GetUtcNow(), tenant.TimeZone);
        return OfDay.Where(quota => level[quota] is not null && used.TryGetValue(quota, out var amount) && !amount.IsShare)
            .Select(quota => new NearLimit(tenant.TenantId, userId, quota, level[quota]!.Value, used[quota].Used, day.End));
    }

    private async Task<IReadOnlyList<long>?> KeptAsync(string tenantId, CancellationToken cancellationToken)
    {
        if (!_kept.TryGet(tenantId, out var known) && await kept.OfAsync(tenantId, cancellationToken) is { } asked)
        {
            known = [.. asked];
            _kept.Set(tenantId, known, time.GetUtcNow() + KeptFor);
        }

        return known;
    }
}
