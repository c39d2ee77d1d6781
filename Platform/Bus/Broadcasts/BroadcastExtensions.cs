using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Contracts;
using Nanobot.Platform.Bus.Memory;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>Events that every process of a module hears.</summary>
internal static class BroadcastExtensions
{
    /// <summary>
    /// Lets <typeparamref name="THandler"/>, a singleton, hear <typeparamref name="TEvent"/> in this process. Needs
    /// a <c>ModuleCache</c>, or what the process's memory carries; section <c>Messaging</c>.
    /// </summary>
    public static void AddBroadcastHandler<TEvent, THandler>(this IHostApplicationBuilder builder)
        where TEvent : class, IIntegrationEvent<TEvent>
        where THandler : class, IBroadcastHandler<TEvent>
    {
        builder.AddMessagingOptions();
        builder.Services.AddSingleton<IBroadcastHandler<TEvent>, THandler>();
        builder.Services.AddSingleton(BroadcastSubscription.Of<TEvent>);
        builder.Services.TryAddSingleton<BroadcastHearer>();
        if (builder.CarriesInMemory())
        {
            builder.RequireMemoryBus();
            builder.Services.TryAddSingleton<MemoryHearing>();
            builder.Services.TryAddSingleton<IBroadcastHearing>(static services => services.GetRequiredService<MemoryHearing>());
            builder.Services.AddHostedService<MemoryListener>();
        }
        else
        {
            builder.Services.TryAddSingleton<BroadcastHearing>();
            builder.Services.TryAddSingleton<IBroadcastHearing>(static services => services.GetRequiredService<BroadcastHearing>());
            builder.Services.AddHostedService<BroadcastListener>();
        }
    }
}
