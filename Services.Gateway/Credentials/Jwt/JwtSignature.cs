using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>The library's part: the signature, by this key and this algorithm alone, and the standard checks of who it is from and for.</summary>
internal static class JwtSignature
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>What is wrong with the token, or null.</summary>
    public static async Task<JwtFault?> CheckAsync(string token, string algorithm, Issuer issuer, JsonWebKey key)
    {
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [algorithm],
            ValidIssuer = issuer.Name,
            ValidAudience = issuer.Audience,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            // The key has been chosen already, by stricter rules than the library's.
            IssuerSigningKeyResolver = (_, _, _, _) => [key],
            TryAllIssuerSigningKeys = false,
            // It takes no clock.
            ValidateLifetime = false,
            LogValidationExceptions = false,
        });
        return result switch
        {
            { IsValid: true } => null,
            { Exception: SecurityTokenInvalidAudienceException } => JwtFault.Audience,
            // It reads more of the token than the rules do: "jti" and "azp" as texts, and no half characters anywhere.
            { Exception: SecurityTokenMalformedException or ArgumentException } => JwtFault.Claims,
            _ => JwtFault.Signature,
        };
    }
}
