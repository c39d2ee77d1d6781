using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>Webhooks that are jobs.</summary>
internal static class JobWebhooks
{
    /// <summary>Why a job may not be what it is to be; null where it may, or tells no address.</summary>
    public static async ValueTask<Refusal?> RefuseAsync(this WebhookGate gate, TenantContext context, JobPayload? payload, CancellationToken cancellationToken)
    {
        if (payload is not { IsWebhook: true })
        {
            return null;
        }

        var wrong = new ValidationErrors();
        WebhookRules.Check(payload, wrong);
        // Whoever asks names it, with all else that is wrong.
        return wrong.Any ? null : await gate.RefuseAsync(context, new Uri(payload.Url!, UriKind.Absolute), "payload.url", cancellationToken);
    }
}
