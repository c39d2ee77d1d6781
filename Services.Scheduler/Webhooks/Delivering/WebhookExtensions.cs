using Nanobot.Clients.Http;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Web.Hosting;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>Registers webhooks and what delivers them.</summary>
internal static class WebhookExtensions
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.AddWeb();
        builder.AddTenantSecrets();
        builder.AddRights();
        builder.AddValidatedOptions<WebhookOptions, WebhookOptionsValidator>("Scheduler:Webhooks");
        builder.Services.AddSingleton<WebhookSeal>();
        builder.Services.AddSingleton<WebhookBook>();
        builder.Services.AddSingleton<WebhookGate>();
        builder.Services.AddSingleton<WebhookResealing>();
        builder.Services.AddHostedService<WebhookResealingService>();
        builder.Services.AddSingleton<HostPlaces>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<DeliveryEnds>();
        builder.Services.AddWorkQueue<ClaimedDelivery, DeliveryQueue>();
        builder.Services.AddTransient<DeliveryAttempt>();
        builder.Services.AddHostedService<DeliveryWorker>();
    }
}
