namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>An issuer that this installation trusts, with its keys.</summary>
internal sealed record Issuer(string Name, string Audience, string TenantClaim, TimeSpan MaximumLifetime, IReadOnlyList<VerificationKey> Keys)
{
    /// <summary>
    /// The key for a token, or null. A token that names a key gets that one, or one configured without a name; a token
    /// that names none gets the only one that serves its algorithm.
    /// </summary>
    public VerificationKey? FindKey(string algorithm, string? keyId)
    {
        VerificationKey? found = null;
        foreach (var key in Keys)
        {
            if (!key.Serves(algorithm) || (keyId is not null && key.KeyId is not null && key.KeyId != keyId))
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = key;
        }

        return found;
    }
}
