using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>Why a webhook is not made.</summary>
internal static class WebhookRefusals
{
    public static Refusal Disabled { get; } = Refusals.Conflict("WEBHOOKS_DISABLED", "This installation tells no addresses (Scheduler:Webhooks:Enabled).");

    public static Refusal NotSetUp { get; } = Refusals.Conflict("SECRETS_NOT_SET_UP", "This installation has no key by which it could keep a webhook's secret (Secrets:Keys).");

    public static Refusal NotHttps { get; } = Refusals.Invalid(new Dictionary<string, string[]> { ["payload.url"] = ["must be https: over http anybody on the way reads along"] });
}
