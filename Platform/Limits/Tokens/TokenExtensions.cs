using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>Registers the model's budgets.</summary>
public static class TokenExtensions
{
    /// <summary>
    /// Adds the budgets, with what the plans say of them unless another <see cref="ITokenLimits"/> is registered before; sections
    /// <c>Limits</c> and <c>Limits:Tokens</c>. Needs a <c>ModuleCache</c>.
    /// </summary>
    public static void AddTokenBudgets(this IHostApplicationBuilder builder)
    {
        builder.AddTokenLimits();
        builder.AddValidatedOptions<TokenBudgetOptions, TokenBudgetOptionsValidator>("Limits:Tokens");
        builder.Services.TryAddSingleton<BudgetStore>();
    }

    /// <summary>Adds what is known of the budgets and draws on none of them: for whoever foresees. Sections <c>Limits</c> and of <c>Limits:Tokens</c> the amounts.</summary>
    public static void AddTokenLimits(this IHostApplicationBuilder builder)
    {
        builder.AddTiers();
        builder.Services.TryAddSingleton<ITokenLimits, PlanTokenLimits>();
    }
}
