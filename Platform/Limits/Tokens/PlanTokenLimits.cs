using Microsoft.Extensions.Options;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>
/// What the plan says, the amounts that are the tenant's own in their place, and beside them what is set for users, keys, runs and money:
/// by the tenant for one user or key, by the installation for each. Days are those of the tenant's zone; UTC's where it is not known.
/// </summary>
internal sealed class PlanTokenLimits(TierTable tiers, IOptions<TokenBudgetOptions> options, TimeProvider time) : ITokenLimits
{
    private const string UnknownZone = "UTC";

    public ValueTask<TokenLimits> OfAsync(TokenCaller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var quotas = caller.Context.Quotas;
        var (user, key) = (QuotaText.Read(quotas.User), QuotaText.Read(quotas.Key));
        // A plan that is not known allows what the least one does.
        var plan = tiers.Of(caller.Context.Plan ?? "").With(QuotaText.Read(quotas.Tenant), now);
        var budgets = new List<BudgetLimit>(1) { new(BudgetOwner.Tenant, BudgetUnit.Tokens, plan[QuotaType.TokensPerDay]) };
        var all = options.Value;
        Add(budgets, BudgetOwner.Tenant, BudgetUnit.Micros, all.MoneyPerDay);
        Add(budgets, BudgetOwner.User, BudgetUnit.Tokens, QuotaSet.Own(user, QuotaType.TokensPerDay, now) ?? all.PerUserDay);
        Add(budgets, BudgetOwner.Key, BudgetUnit.Tokens, QuotaSet.Own(key, QuotaType.TokensPerDay, now) ?? all.PerKeyDay);
        Add(budgets, BudgetOwner.User, BudgetUnit.Micros, all.MoneyPerUserDay);
        Add(budgets, BudgetOwner.Key, BudgetUnit.Micros, all.MoneyPerKeyDay);
        Add(budgets, BudgetOwner.Run, BudgetUnit.Tokens, all.PerRun);
        Add(budgets, BudgetOwner.Run, BudgetUnit.Micros, all.MoneyPerRun);
        var perRequest = plan[QuotaType.TokensPerRequest];
        perRequest = Math.Min(perRequest, QuotaSet.Own(user, QuotaType.TokensPerRequest, now) ?? perRequest);
        perRequest = Math.Min(perRequest, QuotaSet.Own(key, QuotaType.TokensPerRequest, now) ?? perRequest);
        return ValueTask.FromResult(new TokenLimits(caller.Context.TimeZone ?? UnknownZone, perRequest, budgets));
    }

    private static void Add(List<BudgetLimit> budgets, BudgetOwner owner, BudgetUnit unit, long? amount)
    {
        if (amount is { } most)
        {
            budgets.Add(new(owner, unit, most));
        }
    }
}
