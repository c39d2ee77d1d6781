using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Services.Gateway.Credentials.Jwt;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt;

/// <summary>Three issuers with their private keys, and tokens of any shape.</summary>
internal static class TestTokens
{
    public const string Audience = "nanobot";
    public const string EcIssuer = "https://ec.example";
    public const string RsaIssuer = "https://rsa.example";
    public const string HmacIssuer = "https://hmac.example";
    public const string Secret = "tests-only-shared-secret-of-32-bytes-or-more";
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static ECDsa OtherEc { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static RSA Rsa { get; } = RSA.Create(2048);

    public static IReadOnlyList<IssuerOptions> Issuers { get; } =
    [
        new() { Issuer = EcIssuer, Audience = Audience, Jwks = EcJwks(), Tenants = { "acme" } },
        new() { Issuer = RsaIssuer, Audience = Audience, PublicKey = Rsa.ExportSubjectPublicKeyInfoPem(), TenantClaim = "org", Tenants = { "acme" } },
        new() { Issuer = HmacIssuer, Audience = Audience, HmacSecret = Secret, Tenants = { "*" } },
    ];

    public static string EcJwks() => JwkSet(Jwk(Ec, "ec-1"));

    public static string JwkSet(params IEnumerable<JsonNode?> keys) => new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString();

    public static JsonObject Jwk(ECDsa key, string? kid)
    {
        var q = key.ExportParameters(false).Q;
        return Named(kid, new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(q.X),
            ["y"] = Base64Url.EncodeToString(q.Y),
        });
    }

    public static JsonObject Jwk(RSA key, string? kid)
    {
        var parameters = key.ExportParameters(false);
        return Named(kid, new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        });
    }

    public static JsonObject Header(string alg, string? kid = null)
    {
        var header = new JsonObject { ["alg"] = alg, ["typ"] = "JWT" };
        if (kid is not null)
        {
            header["kid"] = kid;
        }

        return header;
    }

    public static JsonObject Claims(string issuer = EcIssuer, DateTimeOffset? now = null, string tenantClaim = "tenant_id") => new()
    {
        ["iss"] = issuer,
        ["aud"] = Audience,
        ["sub"] = "ada",
        [tenantClaim] = "acme",
        ["iat"] = (now ?? Now).ToUnixTimeSeconds(),
        ["exp"] = (now ?? Now).ToUnixTimeSeconds() + 600,
    };

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    public static string SignEc(string body, ECDsa? key = null) => Append(body,
        (key ?? Ec).SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public static string SignRsa(string body, RSASignaturePadding padding) =>
        Append(body, Rsa.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, padding));

    public static string SignHmac(string body, byte[] secret) => Append(body, HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(body)));

    /// <summary>A token of the EC issuer with these parts, properly signed.</summary>
    public static string EcToken(JsonObject? header = null, JsonObject? claims = null) =>
        SignEc($"{Encode(header ?? Header("ES256", "ec-1"))}.{Encode(claims ?? Claims())}");

    /// <summary>A token of the EC issuer with these texts as its parts, properly signed.</summary>
    public static string EcText(string header, string claims) => SignEc($"{Encode(header)}.{Encode(claims)}");

    /// <summary>A good token whose claims were changed before it was signed.</summary>
    public static string With(Action<JsonObject> change)
    {
        var claims = Claims();
        change(claims);
        return EcToken(claims: claims);
    }

    /// <summary>A good token whose header was changed before it was signed.</summary>
    public static string WithHeader(Action<JsonObject> change)
    {
        var header = Header("ES256", "ec-1");
        change(header);
        return EcToken(header);
    }

    private static JsonObject Named(string? kid, JsonObject key)
    {
        if (kid is not null)
        {
            key["kid"] = kid;
        }

        return key;
    }

    private static string Append(string body, byte[] signature) => $"{body}.{Base64Url.EncodeToString(signature)}";
}
