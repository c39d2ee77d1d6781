using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>Events as the dispatcher hands them over.</summary>
internal static class Handling
{
    public static async Task HandleAsync<TEvent>(this SchedulerHost host, TenantContext context, TEvent integrationEvent)
        where TEvent : class, IIntegrationEvent<TEvent>
    {
        await using var scope = host.Services.CreateAsyncScope();
        using var tenant = TenantScope.Begin(context);
        var handler = scope.ServiceProvider.GetRequiredService<IEventHandler<TEvent>>();
        await host.Services.GetRequiredService<TenantDb>().TransactionAsync(
            context, transaction => handler.HandleAsync(integrationEvent, transaction, CancellationToken.None), CancellationToken.None);
    }
}
