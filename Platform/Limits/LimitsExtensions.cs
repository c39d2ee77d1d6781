using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Limits;

/// <summary>Registers what limits stand on.</summary>
public static class LimitsExtensions
{
    /// <summary>Adds the <see cref="TierTable"/>; section <c>Limits</c>, and of <c>Limits:Tokens</c> the amounts.</summary>
    public static void AddTiers(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<TierOptions, TierOptionsValidator>("Limits");
        builder.AddValidatedOptions<InstallationAmounts, InstallationAmountsValidator>("Limits:Tokens");
        builder.Services.TryAddSingleton<TierTable>();
    }
}
