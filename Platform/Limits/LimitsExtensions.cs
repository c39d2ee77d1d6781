using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Platform.Limits;

/// <summary>Registers what limits stand on.</summary>
public static class LimitsExtensions
{
    /// <summary>Adds the <see cref="TierTable"/>; section <c>Limits</c>.</summary>
    public static void AddTiers(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<TierOptions, TierOptionsValidator>("Limits");
        builder.Services.TryAddSingleton<TierTable>();
    }

    /// <summary>Adds <see cref="Meters"/>, which several processes share; needs a <c>ModuleCache</c>; section <c>Limits</c>.</summary>
    public static void AddMeters(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<CallOptions, CallOptionsValidator>("Limits");
        builder.Services.AddSingleton<Holder>();
        builder.Services.AddSingleton<LimitServer>();
        builder.Services.AddSingleton<Recalls>();
        builder.Services.AddSingleton(static services => new Meters(
            services.GetRequiredService<LimitServer>(), services.GetRequiredService<Holder>(), services.GetRequiredService<Recalls>(),
            services.GetRequiredService<IOptions<CallOptions>>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<MeterService>();
    }
}
