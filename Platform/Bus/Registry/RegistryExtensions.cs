using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>Registers the registry of instances.</summary>
internal static class RegistryExtensions
{
    /// <summary>Adds the registry, and lets this process say what it is; section <c>Registry</c>. Needs Redis.</summary>
    public static void AddRegistration(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<RegistryOptions, RegistryOptionsValidator>("Registry");
        builder.Services.AddSingleton<InstanceSignatures>();
        builder.Services.AddSingleton<EntryReader>();
        builder.Services.AddSingleton(static services => new InstanceRegistry(services.GetRequiredService<IConnectionMultiplexer>(),
            services.GetRequiredService<InstanceSignatures>(), services.GetRequiredService<EntryReader>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<KnownInstances>();
        builder.Services.AddSingleton<IModuleStates>(static services => services.GetRequiredService<KnownInstances>());
        builder.Services.AddSingleton<RegistryTelemetry>();
        builder.Services.AddHostedService<Registration>();
    }
}
