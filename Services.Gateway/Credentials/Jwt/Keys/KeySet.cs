using Microsoft.IdentityModel.Tokens;
using Nanobot.Services.Gateway.Credentials.Jwt.Forms;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Keys;

/// <summary>Keys that stay as they are. Each says which algorithms it serves, so that a public key is never a shared secret.</summary>
internal sealed class KeySet(IReadOnlyList<JsonWebKey> keys) : IIssuerKeys
{
    public int Count => keys.Count;

    public object State => this;

    /// <summary>Whether several keys go under one id, or under none: tokens could not say which of them they mean.</summary>
    public bool IsAmbiguous => keys.Count > 1 && keys.Select(key => key.Kid).Distinct(StringComparer.Ordinal).Count() != keys.Count;

    /// <summary>
    /// The key for a token, or null. A token that names a key gets that one, else one that has no name; a token that
    /// names none gets the only one that serves its algorithm.
    /// </summary>
    public JsonWebKey? Find(string algorithm, string? keyId)
    {
        var serving = keys.Where(key => Serves(key, algorithm)).ToList();
        var named = keyId is null ? serving : serving.FindAll(key => key.Kid == keyId);
        return (named.Count > 0 ? named : serving.FindAll(key => key.Kid is null)) is [var only] ? only : null;
    }

    public ValueTask<JsonWebKey?> FindAsync(string algorithm, string? keyId, JsonWebKey? failed, CancellationToken cancellationToken) =>
        ValueTask.FromResult(failed is null ? Find(algorithm, keyId) : null);

    private static bool Serves(JsonWebKey key, string algorithm) => (key.Alg is null || key.Alg == algorithm)
        && (key.Kty, algorithm) is (JsonWebAlgorithmsKeyTypes.EllipticCurve, JwtAlgorithms.ES256)
            or (JsonWebAlgorithmsKeyTypes.RSA, JwtAlgorithms.RS256 or JwtAlgorithms.PS256)
            or (JsonWebAlgorithmsKeyTypes.Octet, JwtAlgorithms.HS256);
}
