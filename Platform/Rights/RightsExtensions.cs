using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Rights.Observability;
using Nanobot.Platform.Rights.Recorded;
using Nanobot.Platform.Tenancy;
using StackExchange.Redis;

namespace Nanobot.Platform.Rights;

/// <summary>Registers decisions by policies.</summary>
public static class RightsExtensions
{
    /// <summary>
    /// Adds <see cref="KnownPolicies{TOrigin}"/> and <see cref="Decisions"/>; needs a <c>ModuleCache</c>, <see cref="IFreshness"/> and an
    /// <see cref="IPolicySource{TOrigin}"/>.
    /// </summary>
    /// <param name="builder">The module's builder.</param>
    /// <param name="memory">How long policies are gone by.</param>
    public static void AddDecisions<TOrigin>(this IHostApplicationBuilder builder, Func<IServiceProvider, PolicyMemory> memory)
    {
        builder.AddRecordBook();
        builder.Services.AddSingleton<RightsTelemetry>();
        builder.Services.AddSingleton<WakeSignal<RecordDelivery>>();
        builder.Services.AddSingleton<RequestRecorder>();
        builder.Services.AddHostedService<RecordDelivery>();
        builder.Services.AddSingleton(static services => new Decisions(services.GetRequiredService<RightsTelemetry>(), services.GetRequiredService<RequestRecorder>()));
        builder.Services.AddSingleton(services => new KnownPolicies<TOrigin>(
            services.GetRequiredService<IPolicySource<TOrigin>>(), MemoryOf<KnownPolicies<TOrigin>>(services, memory(services))));
    }

    /// <summary>Adds <see cref="ModuleRights"/> and <see cref="KnownModels"/> on top of that; needs an <see cref="IOwnModelSource"/>.</summary>
    public static void AddModuleRights(this IHostApplicationBuilder builder, Func<IServiceProvider, PolicyMemory> memory)
    {
        builder.AddDecisions<TenantContext>(memory);
        builder.Services.AddSingleton<ModuleRights>();
        builder.Services.AddSingleton(services => new KnownModels(services.GetRequiredService<IOwnModelSource>(), MemoryOf<KnownModels>(services, memory(services))));
    }

    /// <summary>Adds <see cref="RecordBook"/>, to read what others record; needs a <c>ModuleCache</c>.</summary>
    public static void AddRecordBook(this IHostApplicationBuilder builder) => builder.Services.TryAddSingleton(static services =>
        new RecordBook(services.GetRequiredService<IConnectionMultiplexer>(), services.GetRequiredService<TimeProvider>()));

    private static Memory MemoryOf<T>(IServiceProvider services, PolicyMemory bounds) => new(
        services.GetRequiredService<IFreshness>(), services.GetRequiredService<ChangeMarks>(), bounds, services.GetRequiredService<Backoff>(),
        services.GetRequiredService<RightsTelemetry>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<T>>());
}
