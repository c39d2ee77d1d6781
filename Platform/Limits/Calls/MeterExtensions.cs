using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Limits.Calls;

/// <summary>Registers <see cref="Meters"/>.</summary>
public static class MeterExtensions
{
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
