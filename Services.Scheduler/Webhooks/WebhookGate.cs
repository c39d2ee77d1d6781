using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>
/// Whether an address may be told: by the installation, by the guard of addresses as far as the address itself says so, and by policies, as <c>webhook:</c> and its host. What policies and the guard say is
/// asked again before each try.
/// </summary>
internal sealed class WebhookGate(WebhookSeal seal, WebAddresses addresses, ModuleRights rights, IOptions<WebhookOptions> options)
{
    /// <summary>Why a job may not be what it is to be; null where it may, or tells no address.</summary>
    public async ValueTask<Refusal?> RefuseAsync(TenantContext context, JobPayload? payload, CancellationToken cancellationToken)
    {
        if (payload is not { IsWebhook: true })
        {
            return null;
        }

        var wrong = new ValidationErrors();
        WebhookRules.Check(payload, wrong);
        if (wrong.Any)
        {
            // Whoever asks names it, with all else that is wrong.
            return null;
        }

        var url = new Uri(payload.Url!, UriKind.Absolute);
        return !options.Value.Enabled ? WebhookRefusals.Disabled
            : !seal.IsSetUp ? WebhookRefusals.NotSetUp
            : !IsSecure(url) ? WebhookRefusals.NotHttps
            : addresses.Refuse(url) ?? await rights.CheckAsync(context, UseOf(url, WorkOrigin.Request), cancellationToken);
    }

    /// <summary>Whether an address is told at all, as the installation has it.</summary>
    public bool Tells(Uri url) => options.Value.Enabled && IsSecure(url);

    /// <summary>Asks policies once more, of a run that is due.</summary>
    /// <exception cref="DeniedException">It may not be told.</exception>
    public ValueTask DemandAsync(TenantContext context, Uri url, CancellationToken cancellationToken) => rights.DemandAsync(context, UseOf(url, WorkOrigin.Schedule), cancellationToken);

    /// <summary>The host of an address, as policies and bounds know it.</summary>
    public static string HostOf(Uri url) => url.IdnHost.TrimEnd('.').ToLowerInvariant();

    private bool IsSecure(Uri url) => url.Scheme == Uri.UriSchemeHttps || options.Value.AllowHttp;

    private static Use UseOf(Uri url, string origin) => new(ResourceKind.Webhook, HostOf(url)) { Origin = origin };
}
