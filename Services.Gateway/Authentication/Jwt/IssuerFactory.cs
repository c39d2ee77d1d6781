using System.Security.Cryptography;
using System.Text;
using Nanobot.Services.Gateway.Features.IssueToken;

namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>Makes an issuer of its options.</summary>
internal static class IssuerFactory
{
    private const int MinimumSecretBytes = 32;

    public static Issuer Create(IssuerOptions options) =>
        new(options.Issuer, options.Audience, options.TenantClaim, options.MaximumLifetime, Keys(options));

    /// <summary>What is wrong with the options, after the issuer's own key (":Audience must …"), or null.</summary>
    public static string? Problem(IssuerOptions options)
    {
        var sources = new[] { options.Jwks, options.PublicKey, options.HmacSecret }.Count(source => !string.IsNullOrEmpty(source));
        return options switch
        {
            { Issuer: "" } => ":Issuer must be set.",
            { Issuer: GatewayTokens.Issuer } => ":Issuer is the gateway's own name.",
            { Audience: "" } => ":Audience must be set.",
            { TenantClaim: "" or "iss" or "aud" or "sub" } => ":TenantClaim must name a claim of its own.",
            _ when options.MaximumLifetime < TimeSpan.FromMinutes(1) || options.MaximumLifetime > TimeSpan.FromDays(31) =>
                ":MaximumLifetime must be between 1 minute and 31 days.",
            _ when sources != 1 => " needs exactly one of Jwks, PublicKey and HmacSecret.",
            _ => KeyProblem(options),
        };
    }

    private static string? KeyProblem(IssuerOptions options)
    {
        var source = options.Jwks is { Length: > 0 } ? nameof(options.Jwks)
            : options.PublicKey is { Length: > 0 } ? nameof(options.PublicKey) : nameof(options.HmacSecret);
        try
        {
            var keys = Keys(options);
            return keys.Count == 0 ? $":{source} holds no key that can verify a token."
                : HasAmbiguousKeys(keys) ? $":{source} holds several keys under one id." : null;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException or ArgumentException)
        {
            return exception is FormatException ? $":{source} {exception.Message}." : $":{source} holds a key that cannot be read.";
        }
    }

    private static bool HasAmbiguousKeys(IReadOnlyList<VerificationKey> keys) => keys.Count > 1
        && keys.Select(key => key.KeyId).Distinct(StringComparer.Ordinal).Count() != keys.Count;

    private static IReadOnlyList<VerificationKey> Keys(IssuerOptions options)
    {
        if (options.Jwks is { Length: > 0 } jwks)
        {
            return JwkSet.Read(jwks);
        }

        if (options.PublicKey is { Length: > 0 } pem)
        {
            return [KeyReader.FromPem(pem)];
        }

        var secret = Encoding.UTF8.GetBytes(options.HmacSecret ?? "");
        return secret.Length >= MinimumSecretBytes
            ? [new HmacVerificationKey(null, secret)]
            : throw new FormatException($"must have at least {MinimumSecretBytes} bytes");
    }
}
