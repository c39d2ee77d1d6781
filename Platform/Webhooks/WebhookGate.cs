using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Web.Guarding;

namespace Nanobot.Platform.Webhooks;

/// <summary>
/// Whether an address may be told: by the installation, by the guard of addresses as far as the address itself says so, and by policies, as <c>webhook:</c> and its host. What policies and the guard say is
/// asked again before each try.
/// </summary>
public sealed class WebhookGate(WebhookSeal seal, WebAddresses addresses, ModuleRights rights, WebhookSection section, IOptions<WebhookOptions> options)
{
    /// <summary>Why an address may not be kept; null where it may.</summary>
    /// <param name="context">Who wants it told.</param>
    /// <param name="url">One of which <see cref="WebhookAddress.IsOne"/>.</param>
    /// <param name="member">What the request calls it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Refusal?> RefuseAsync(TenantContext context, Uri url, string member, CancellationToken cancellationToken) =>
        !options.Value.Enabled ? WebhookRefusals.Disabled(section)
        : !seal.IsSetUp ? WebhookRefusals.NotSetUp
        : !IsSecure(url) ? WebhookRefusals.NotHttps(member)
        : addresses.Refuse(url) ?? await rights.CheckAsync(context, UseOf(url, WorkOrigin.Request), cancellationToken);

    /// <summary>Whether an address is told at all, as the installation has it.</summary>
    public bool Tells(Uri url) => options.Value.Enabled && IsSecure(url);

    /// <summary>Asks policies once more, of what is due.</summary>
    /// <exception cref="DeniedException">It may not be told.</exception>
    public ValueTask DemandAsync(TenantContext context, Uri url, CancellationToken cancellationToken) => rights.DemandAsync(context, UseOf(url, WorkOrigin.Schedule), cancellationToken);

    /// <summary>The host of an address, as policies and bounds know it.</summary>
    public static string HostOf(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.IdnHost.TrimEnd('.').ToLowerInvariant();
    }

    private bool IsSecure(Uri url) => url.Scheme == Uri.UriSchemeHttps || options.Value.AllowHttp;

    private static Use UseOf(Uri url, string origin) => new(ResourceKind.Webhook, HostOf(url)) { Origin = origin };
}
