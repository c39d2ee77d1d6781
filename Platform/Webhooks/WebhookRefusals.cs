using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Webhooks;

/// <summary>Why a webhook is not made.</summary>
public static class WebhookRefusals
{
    /// <summary>The installation has no key by which a secret could be kept.</summary>
    public static Refusal NotSetUp { get; } = Refusals.Conflict("SECRETS_NOT_SET_UP", "This installation has no key by which it could keep a webhook's secret (Secrets:Keys).");

    /// <summary>The installation tells no addresses.</summary>
    public static Refusal Disabled(WebhookSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Refusals.Conflict("WEBHOOKS_DISABLED", $"This installation tells no addresses ({section.Name}:Enabled).");
    }

    /// <summary>The address is one over http.</summary>
    /// <param name="member">What the request calls it.</param>
    public static Refusal NotHttps(string member) => Refusals.Invalid(new Dictionary<string, string[]> { [member] = ["must be https: over http anybody on the way reads along"] });
}
