namespace Nanobot.Platform.Tenancy.Secrets;

/// <summary>Options of what seals secrets of tenants, section <c>Secrets</c>.</summary>
public sealed class SecretOptions
{
    /// <summary>
    /// The keys, each <c>id:text</c> with a text of at least 32 random characters, the same in every module that has any. The first one seals, all of them open: a rotation puts the
    /// new one in front and removes the old one once nothing is sealed by it any more. Up to 8; none by default: then secrets can be neither kept nor used.
    /// </summary>
    public IList<string> Keys { get; } = [];
}
