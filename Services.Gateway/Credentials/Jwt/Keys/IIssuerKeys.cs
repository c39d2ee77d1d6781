using Microsoft.IdentityModel.Tokens;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Keys;

/// <summary>The keys that an issuer's tokens are checked against.</summary>
internal interface IIssuerKeys
{
    /// <summary>The keys as they are now, by an object that is another one once they are others; null: there are none.</summary>
    object? State { get; }

    /// <summary>The key for a token, or null where the issuer has none.</summary>
    /// <param name="algorithm">The token's algorithm.</param>
    /// <param name="keyId">The key that it names, or null.</param>
    /// <param name="failed">A key that did not verify the token: another one is wanted, or none.</param>
    /// <exception cref="RefusalException">Whether the issuer has such a key cannot be known at the moment.</exception>
    ValueTask<JsonWebKey?> FindAsync(string algorithm, string? keyId, JsonWebKey? failed, CancellationToken cancellationToken);
}
