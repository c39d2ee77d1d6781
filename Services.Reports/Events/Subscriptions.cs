using Nanobot.Contracts.Events;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging;

namespace Nanobot.Services.Reports.Events;

/// <summary>Every event that this module takes up.</summary>
internal static class Subscriptions
{
    public static void AddEventHandlers(this IServiceCollection services)
    {
        services.AddEventHandler<ReportRequested, QueueRequestedReport>();
        services.AddTenantStates();
    }

    public static void MapSubscriptions(this WebApplication app)
    {
        app.MapTopic<ReportRequested>();
        app.MapTenantStates();
    }
}
