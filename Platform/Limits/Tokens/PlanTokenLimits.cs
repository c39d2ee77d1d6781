using Microsoft.Extensions.Options;
using Nanobot.Contracts.Limits;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>What the plan says, and beside it what the installation sets for users, keys, runs and money. Days are UTC's.</summary>
internal sealed class PlanTokenLimits(TierTable tiers, IOptions<TokenOptions> options) : ITokenLimits
{
    private const string Zone = "UTC";

    public ValueTask<TokenLimits> OfAsync(TokenCaller caller, CancellationToken cancellationToken)
    {
        // A plan that is not known allows what the least one does.
        var plan = tiers.Of(caller.Context.Plan ?? "");
        var budgets = new List<BudgetLimit>(1) { new(BudgetOwner.Tenant, BudgetUnit.Tokens, plan[QuotaType.TokensPerDay]) };
        var own = options.Value;
        Add(budgets, BudgetOwner.Tenant, BudgetUnit.Micros, own.MoneyPerDay);
        Add(budgets, BudgetOwner.User, BudgetUnit.Tokens, own.PerUserDay);
        Add(budgets, BudgetOwner.Key, BudgetUnit.Tokens, own.PerKeyDay);
        Add(budgets, BudgetOwner.Run, BudgetUnit.Tokens, own.PerRun);
        Add(budgets, BudgetOwner.Run, BudgetUnit.Micros, own.MoneyPerRun);
        return ValueTask.FromResult(new TokenLimits(Zone, plan[QuotaType.TokensPerRequest], budgets));
    }

    private static void Add(List<BudgetLimit> budgets, BudgetOwner owner, BudgetUnit unit, long? amount)
    {
        if (amount is { } most)
        {
            budgets.Add(new(owner, unit, most));
        }
    }
}
