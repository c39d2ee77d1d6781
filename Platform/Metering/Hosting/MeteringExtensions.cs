using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Ai.Hosting;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;
using Nanobot.Platform.Metering.Calls;
using Nanobot.Platform.Metering.Observability;
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
        builder.AddLedger();
        builder.AddModelClient(static (inner, services) => new MeteredChatClient(inner, services.GetRequiredService<CallMeter>()));
    }

    /// <summary>
    /// Adds the one generator of embeddings of the module, under the same rules: each call is reserved, written down and settled. Beside
    /// <see cref="AddMeteredModel"/> or alone.
    /// </summary>
    /// <param name="builder">The module's builder.</param>
    /// <param name="make">Makes what stands within; the container gives out nothing of it.</param>
    public static void AddMeteredEmbeddings(this IHostApplicationBuilder builder, Func<IServiceProvider, IEmbeddingGenerator<string, Embedding<float>>> make)
    {
        builder.AddLedger();
        builder.Services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(services =>
            new MeteredEmbeddingGenerator(make(services), services.GetRequiredService<CallMeter>()));
    }

    private static void AddLedger(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(static service => service.ServiceType == typeof(CallMeter)))
        {
            return;
        }

        builder.AddTokenBudgets();
        builder.AddValidatedOptions<PriceOptions, PriceOptionsValidator>("Ai:Prices");
        builder.Services.AddSingleton<LedgerTelemetry>();
        builder.Services.AddSingleton<PriceList>();
        builder.Services.AddSingleton<CallLedger>();
        builder.Services.AddSingleton<LedgerCare>();
        builder.Services.AddSingleton<LedgerRetention>();
        builder.Services.AddSingleton(static services => new LedgerErasure(services.GetRequiredService<PlatformDb>()));
        builder.Services.AddSingleton<CallCloser>();
        builder.Services.AddSingleton<CallMeter>();
        builder.Services.AddSingleton(static services => new ToolCallBudget(services.GetRequiredService<ITokenLimits>(), services.GetRequiredService<LedgerTelemetry>()));
        builder.Services.AddHostedService<LedgerKeeper>();
    }
}
