namespace Nanobot.Contracts.Credentials;

/// <summary>Body of <c>POST /internal/keys/used</c>: which API keys a gateway has let in lately.</summary>
/// <param name="Uses">One for each key, at most <see cref="Most"/>.</param>
public sealed record KeysUsed(IReadOnlyList<KeyUse> Uses)
{
    /// <summary>Most keys told at once.</summary>
    public const int Most = 1000;
}
