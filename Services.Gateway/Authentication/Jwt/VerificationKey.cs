namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>
/// A key of an issuer. The key says which algorithms it serves; a token's <c>alg</c> can only ask for one of them, so a
/// public key is never a shared secret.
/// </summary>
/// <param name="keyId">The key's id, or null for a key that serves any.</param>
/// <param name="algorithms">Exact names of the algorithms it serves.</param>
internal abstract class VerificationKey(string? keyId, params IReadOnlyList<string> algorithms)
{
    public string? KeyId { get; } = keyId;

    public bool Serves(string algorithm) => algorithms.Contains(algorithm, StringComparer.Ordinal);

    /// <summary>Whether <paramref name="signature"/> is this key's over <paramref name="input"/>.</summary>
    public abstract bool Verifies(string algorithm, byte[] input, byte[] signature);
}
