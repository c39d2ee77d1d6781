using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>Reads a JSON Web Key Set (RFC 7517) from the configuration. Keys that are not for verifying are passed over.</summary>
internal static class JwkSet
{
    /// <summary>The set's usable keys; throws <see cref="FormatException"/> where the text or a key is malformed.</summary>
    public static IReadOnlyList<VerificationKey> Read(string json)
    {
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json));
        if (document is null || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("is not a JSON Web Key Set ({\"keys\": [...]})");
        }

        return [.. keys.EnumerateArray().Select(Read).OfType<VerificationKey>()];
    }

    private static VerificationKey? Read(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("holds a key that is not an object");
        }

        return Text(jwk, "use") is not (null or "sig") ? null : Text(jwk, "kty") switch
        {
            "EC" when Text(jwk, "crv") == "P-256" => Ec(jwk),
            "RSA" => Rsa(jwk),
            // Other curves and kinds serve algorithms that are not on the list; a shared secret has its own setting.
            _ => null,
        };
    }

    private static EcVerificationKey? Ec(JsonElement jwk) => Text(jwk, "alg") is null or JwtAlgorithms.ES256
        ? KeyReader.FromEc(Text(jwk, "kid"), ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Octets(jwk, "x"), Y = Octets(jwk, "y") },
        }))
        : null;

    private static RsaVerificationKey? Rsa(JsonElement jwk)
    {
        var key = RSA.Create(new RSAParameters { Modulus = Octets(jwk, "n"), Exponent = Octets(jwk, "e") });
        return Text(jwk, "alg") switch
        {
            null => KeyReader.FromRsa(Text(jwk, "kid"), key, JwtAlgorithms.RS256, JwtAlgorithms.PS256),
            JwtAlgorithms.RS256 => KeyReader.FromRsa(Text(jwk, "kid"), key, JwtAlgorithms.RS256),
            JwtAlgorithms.PS256 => KeyReader.FromRsa(Text(jwk, "kid"), key, JwtAlgorithms.PS256),
            _ => null,
        };
    }

    private static string? Text(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out var member) && StrictJson.TryGetText(member, out var text) ? text : null;

    private static byte[] Octets(JsonElement jwk, string name) =>
        (Text(jwk, name) is { } text ? JwtText.Decode(text) : null) ?? throw new FormatException($"holds a key without a usable \"{name}\"");
}
