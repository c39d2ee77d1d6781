using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Services.Reports.Delivery.Mail;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Sends mails.</summary>
internal sealed class MailWorker(
    DeliveryQueues queues, StandingCheck standings, IServiceScopeFactory scopes, IOptions<SmtpOptions> smtp, IOptions<DeliveryOptions> options, Backoff backoff, TimeProvider time, ILogger<MailWorker> logger)
    : DeliveryWorker(new("deliveries by mail", smtp.Value.Parallelism, options.Value.Poll, smtp.Value.MostOfTenant), queues.Email, standings, scopes, backoff, time, logger);
