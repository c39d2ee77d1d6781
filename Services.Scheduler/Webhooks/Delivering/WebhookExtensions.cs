using Nanobot.Clients.Http;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Webhooks.Hosting;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>Registers webhooks and what delivers them.</summary>
internal static class WebhookExtensions
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.AddRights();
        builder.AddWebhookSending("Scheduler:Webhooks");
        builder.Services.AddSingleton<WebhookBook>();
        builder.Services.AddResealing(SealedWebhooks.Table);
        builder.Services.AddSingleton<DeliveryEnds>();
        builder.Services.AddWorkQueue<ClaimedDelivery, DeliveryQueue>();
        builder.Services.AddTransient<DeliveryAttempt>();
        builder.Services.AddHostedService<DeliveryWorker>();
    }
}
