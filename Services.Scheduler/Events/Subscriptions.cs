using Nanobot.Contracts.Events;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>What the scheduler listens to.</summary>
internal static class Subscriptions
{
    public static void AddSubscriptions(this IServiceCollection services)
    {
        services.AddEventHandler<ReportCompleted, CompleteOccurrence>();
        services.AddTenantStates();
    }

    public static void MapSubscriptions(this WebApplication app)
    {
        app.MapTopic<ReportCompleted>();
        app.MapTenantStates();
    }
}
