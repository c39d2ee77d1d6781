using Microsoft.Extensions.DependencyInjection.Extensions;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Webhooks.Hosting;
using Nanobot.Services.Reports.Delivery.Assistant;
using Nanobot.Services.Reports.Delivery.Mail;
using Nanobot.Services.Reports.Delivery.Push;
using Nanobot.Services.Reports.Delivery.Quiet;
using Nanobot.Services.Reports.Delivery.Webhooks;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Registers what tells users of reports.</summary>
internal static class DeliveryExtensions
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<DeliveryOptions, DeliveryOptionsValidator>("Delivery");
        builder.AddWebhookSending("Delivery:Webhooks");
        builder.Services.AddResealing(WebhookBook.Table);
        builder.Services.AddSingleton<WebhookBook>();
        builder.AddValidatedOptions<SmtpOptions, SmtpOptionsValidator>("Delivery:Smtp");
        builder.Services.AddSingleton<UnsubscribeLinks>();
        builder.Services.AddSingleton<MailWriter>();
        builder.Services.AddSingleton<MailPrinter>();
        builder.Services.AddSingleton<MailSender>();
        builder.Services.AddSingleton<MailPace>();
        builder.Services.AddSingleton<MailBook>();
        builder.Services.AddSingleton<Unsubscribing>();
        builder.Services.AddSingleton<IDeliveryChannel, MailChannel>();
        builder.Services.AddTransient<QuietHoursCheck>();
        builder.Services.AddSingleton<IDeliveryChannel, PushChannel>();
        builder.Services.AddSingleton<IDeliveryChannel, WebhookChannel>();
        builder.Services.AddSingleton<IDeliveryChannel, AssistantChannel>();
        builder.Services.TryAddSingleton<StandingCheck>();
        builder.Services.AddSingleton<DeliveryQueues>();
        builder.Services.AddSingleton<DeliveryEnds>();
        builder.Services.AddSingleton<DeliverySubjects>();
        builder.Services.AddSingleton<DeliveryDigests>();
        builder.Services.AddTransient<DeliveryAttempt>();
        builder.Services.AddHostedService<PushWorker>();
        builder.Services.AddHostedService<WebhookWorker>();
        builder.Services.AddHostedService<MailWorker>();
        builder.Services.AddHostedService<AssistantWorker>();
    }
}
