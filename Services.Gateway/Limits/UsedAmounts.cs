using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>How much of a caller's limits is used at the moment, by each level that says something of them, over all gateways and modules.</summary>
internal sealed class UsedAmounts(BudgetReader budgets, KeptAmounts kept, TimeProvider time)
{
    // What the ledger counts. Of a tenant's money it does so where nothing limits it too.
    private static readonly (QuotaType Quota, BudgetUnit Unit)[] OfDay = [(QuotaType.TokensPerDay, BudgetUnit.Tokens), (QuotaType.MoneyPerDay, BudgetUnit.Micros)];

    /// <summary>Those that are counted where the gateway can see it.</summary>
    public async Task<LevelUses> OfAsync(TenantSnapshot tenant, Principal principal, CallerLimits limits, CancellationToken cancellationToken)
    {
        var keeping = kept.OfAsync(tenant.TenantId, cancellationToken);
        var levels = await Task.WhenAll(limits.Levels.Select(level => CountedAsync(tenant, principal, level, cancellationToken)));
        var amounts = await keeping;
        foreach (var (quota, used) in KeptAmounts.Quotas.Zip(amounts ?? []))
        {
            levels[^1][quota] = new UsedAmount(used, 0, Math.Max(0, limits.Tenant.Level[quota]!.Value - used), null);
        }

        return new LevelUses(
            limits.Levels.Zip(levels).ToDictionary(static pair => pair.First.Level, static pair => pair.Second, StringComparer.Ordinal),
            amounts is null ? KeptAmounts.Quotas : [], KeptAmounts.Module);
    }

    /// <summary>What is used of a level's amounts, of those that Redis counts.</summary>
    public async Task<Dictionary<QuotaType, UsedAmount>> CountedAsync(TenantSnapshot tenant, Principal principal, LevelLimits level, CancellationToken cancellationToken)
    {
        var (now, day) = (time.GetUtcNow(), CalendarDay.At(time.GetUtcNow(), tenant.TimeZone));
        var looks = Array.ConvertAll(Enum.GetValues<CallLimit>(), limit => level.Of(limit) is { } allowed ? level.Meter.LookAsync(limit, allowed, cancellationToken) : null);
        var spending = OfDay.Where(one => level[one.Quota] is not null || level.Level == LimitLevels.Tenant)
            .Select(one => (one.Quota, Look: budgets.ReadAsync(BudgetOf(level.Level, one.Unit, tenant.TenantId, principal, day), cancellationToken))).ToList();
        var used = new Dictionary<QuotaType, UsedAmount>();
        foreach (var limit in Enum.GetValues<CallLimit>())
        {
            if (looks[(int)limit] is { } look)
            {
                var amount = UsedAmount.Of(await look, now);
                used[CallQuotas.Of(limit)] = limit switch
                {
                    CallLimit.Slots => amount with { ResetsAt = null },
                    CallLimit.Day => amount with { ResetsAt = day.End },
                    _ => amount,
                };
            }
        }

        foreach (var (quota, look) in spending)
        {
            if (await look is { } spent)
            {
                used[quota] = new(spent.Used, spent.Reserved, level[quota] is { } limit ? Math.Max(0, limit - spent.Used - spent.Reserved) : null, day.End);
            }
        }

        return used;
    }

    private static Budget BudgetOf(string level, BudgetUnit unit, string tenantId, Principal principal, CalendarDay day) => level switch
    {
        LimitLevels.Key => new(tenantId, BudgetOwner.Key, principal.KeyId!, unit, day.Start, day.End),
        LimitLevels.User => new(tenantId, BudgetOwner.User, principal.UserId!, unit, day.Start, day.End),
        _ => new(tenantId, BudgetOwner.Tenant, "", unit, day.Start, day.End),
    };
}
