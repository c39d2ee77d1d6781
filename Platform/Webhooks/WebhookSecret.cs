namespace Nanobot.Platform.Webhooks;

/// <summary>What a webhook has that nobody is shown. It is nowhere but sealed.</summary>
/// <param name="Secret">By which it is signed: whsec_ and base64.</param>
/// <param name="Headers">Further headers of each try, by name.</param>
public sealed record WebhookSecret(string Secret, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What it is sealed as.</summary>
    public const string Kind = "webhook";

    /// <summary>Nothing of it.</summary>
    public override string ToString() => nameof(WebhookSecret);
}
