using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>
/// What the plan says, the amounts that are the tenant's own in their place, and beside them what is set for users, keys and runs: by the
/// tenant for one user or key, by the installation for each. Days are those of the tenant's zone; UTC's where it is not known.
/// </summary>
internal sealed class PlanTokenLimits(TierTable tiers, TimeProvider time) : ITokenLimits
{
    private const string UnknownZone = "UTC";

    public ValueTask<TokenLimits> OfAsync(TokenCaller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var quotas = caller.Context.Quotas;
        var (user, key) = (QuotaText.Read(quotas.User), QuotaText.Read(quotas.Key));
        // A plan that is not known allows what the least one does.
        var plan = tiers.Of(caller.Context.Plan ?? "").With(QuotaText.Read(quotas.Tenant), now);
        var budgets = new List<BudgetLimit>(2);
        foreach (var (quota, unit) in new[] { (QuotaType.TokensPerDay, BudgetUnit.Tokens), (QuotaType.MoneyPerDay, BudgetUnit.Micros) })
        {
            Add(budgets, BudgetOwner.Tenant, unit, plan[quota]);
            Add(budgets, BudgetOwner.User, unit, tiers.OfUser(quota, QuotaSet.Own(user, quota, now)));
            Add(budgets, BudgetOwner.Key, unit, tiers.OfKey(quota, QuotaSet.Own(key, quota, now)));
        }

        Add(budgets, BudgetOwner.Run, BudgetUnit.Tokens, Least(QuotaType.TokensPerRun));
        Add(budgets, BudgetOwner.Run, BudgetUnit.Micros, Least(QuotaType.MoneyPerRun));
        return ValueTask.FromResult(new TokenLimits(
            caller.Context.TimeZone ?? UnknownZone, Least(QuotaType.TokensPerRequest) ?? 0, budgets, Least(QuotaType.ToolCallsPerRun)));

        // What each of a kind may have, a request or a run: the smallest amount of the chain.
        long? Least(QuotaType quota) => new[] { plan[quota], QuotaSet.Own(user, quota, now), QuotaSet.Own(key, quota, now) }.Min();
    }

    private static void Add(List<BudgetLimit> budgets, BudgetOwner owner, BudgetUnit unit, long? amount)
    {
        if (amount is { } most)
        {
            budgets.Add(new(owner, unit, most));
        }
    }
}
