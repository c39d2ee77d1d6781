using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Platform.Messaging.Working;

/// <summary>Registers queues of work.</summary>
public static class WorkQueueExtensions
{
    /// <summary>Adds a queue and what takes work from it for a <see cref="QueueWorker{TWork}"/>. Needs an <c>ITenantStandings</c>.</summary>
    public static void AddWorkQueue<TWork, TQueue>(this IServiceCollection services)
        where TWork : IClaimedWork
        where TQueue : class, IWorkQueue<TWork>
    {
        services.TryAddSingleton<StandingCheck>();
        services.AddSingleton<TQueue>();
        services.AddSingleton<IWorkQueue<TWork>>(static provider => provider.GetRequiredService<TQueue>());
        services.AddSingleton<WorkClaims<TWork>>();
    }
}
