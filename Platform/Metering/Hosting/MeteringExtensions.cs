using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Ai.Hosting;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;
using Nanobot.Platform.Metering.Calls;
using Nanobot.Platform.Metering.Pricing;

namespace Nanobot.Platform.Metering.Hosting;

/// <summary>Registers the language model together with its ledger.</summary>
public static class MeteringExtensions
{
    /// <summary>
    /// Adds the one <c>IChatClient</c> of the module, each call of which is reserved, written down and settled; sections <c>Ai</c>,
    /// <c>Ai:Prices</c>, <c>Limits</c> and <c>Limits:Tokens</c>. A call is for the tenant in scope, and throws <see cref="TokenBudgetException"/>
    /// where it may not be made. Needs a <c>ModuleDatabase</c> and a <c>ModuleCache</c>.
    /// </summary>
    public static void AddMeteredModel(this IHostApplicationBuilder builder)
    {
        builder.AddTokenBudgets();
        builder.AddValidatedOptions<PriceOptions, PriceOptionsValidator>("Ai:Prices");
        builder.Services.AddSingleton<PriceList>();
        builder.Services.AddSingleton<CallLedger>();
        builder.Services.AddSingleton<LedgerCare>();
        builder.Services.AddSingleton<CallCloser>();
        builder.Services.AddSingleton<CallMeter>();
        builder.Services.AddHostedService<LedgerKeeper>();
        builder.AddModelClient(static (inner, services) => new MeteredChatClient(inner, services.GetRequiredService<CallMeter>()));
    }
}
