using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Bus.Memory;

/// <summary>Registers the process's memory as what carries the events.</summary>
public static class MemoryExtensions
{
    /// <summary>Gives a module the bus that it shares with the others of its process (<c>Messaging:Transport</c> = <c>memory</c>).</summary>
    public static void AddMemoryBus(this IHostApplicationBuilder builder, MemoryBus bus) => builder.Services.AddSingleton(bus);

    /// <summary>Whether the modules of this process tell each other events in its memory.</summary>
    public static bool CarriesInMemory(this IHostApplicationBuilder builder) => MessagingTransport.Choose(builder.Configuration) == MessagingTransport.Memory;

    internal static void AddMemoryTransport(this IHostApplicationBuilder builder)
    {
        builder.RequireMemoryBus();
        builder.Services.AddSingleton<MemoryTurn>();
        builder.Services.AddSingleton<MemoryInbox>();
        builder.Services.AddSingleton<IOutboxBroker, MemoryPublisher>();
        builder.Services.AddHostedService<MemoryConsumer>();
    }

    internal static void RequireMemoryBus(this IHostApplicationBuilder builder)
    {
        if (!builder.Services.Any(static service => service.ServiceType == typeof(MemoryBus)))
        {
            throw new StartupException("Messaging:Transport is memory, which reaches the modules of one process only: it takes AllInOne, which holds them all.");
        }
    }
}
