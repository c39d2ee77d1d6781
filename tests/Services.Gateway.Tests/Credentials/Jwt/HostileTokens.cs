using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nanobot.Services.Gateway.Credentials.Jwt;
using static Nanobot.Services.Gateway.Tests.Credentials.Jwt.TestTokens;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt;

/// <summary>The hostile corpus: what the token is, the check that must stop it, the token.</summary>
internal static class HostileTokens
{
    private static readonly long Time = Now.ToUnixTimeSeconds();
    private static readonly string Good = EcToken();
    private static readonly string[] Parts = Good.Split('.');
    private static readonly string GoodHeader = """{"alg":"ES256","kid":"ec-1"}""";
    private static readonly string GoodClaims = Claims().ToJsonString();

    public static IReadOnlyDictionary<string, (JwtFault Fault, string Token)> All { get; } =
        Forms().Concat(Headers()).Concat(Algorithms()).Concat(Keys()).Concat(Signatures()).Concat(ClaimForms()).Concat(ClaimValues())
            .ToDictionary(item => item.Name, item => (item.Fault, item.Token), StringComparer.Ordinal);

    private static IEnumerable<(string Name, JwtFault Fault, string Token)> Forms() =>
    [
        ("empty", JwtFault.Form, ""),
        ("only dots", JwtFault.Form, ".."),
        ("two parts", JwtFault.Form, $"{Parts[0]}.{Parts[1]}"),
        ("no signature", JwtFault.Form, $"{Parts[0]}.{Parts[1]}."),
        ("no header", JwtFault.Form, $".{Parts[1]}.{Parts[2]}"),
        ("four parts", JwtFault.Form, Good + ".e30"),
        ("five parts, as if encrypted", JwtFault.Form, Good + ".e30.e30"),
        ("padded", JwtFault.Form, Good + "=="),
        ("a space in front", JwtFault.Form, " " + Good),
        ("a line feed inside", JwtFault.Form, $"{Parts[0]}.{Parts[1]}.{Parts[2][..10]}\n{Parts[2][10..]}"),
        ("plain base64", JwtFault.Form, $"{Parts[0]}.{Parts[1]}.{Parts[2][..^2]}+/"),
        ("a length that base64 cannot have", JwtFault.Form, $"{Parts[0]}.{Parts[1]}.abcde"),
        ("spare bits set", JwtFault.Form, $"{Parts[0]}.{Parts[1]}.{Parts[2][..^1]}{(char)(Parts[2][^1] + 1)}"),
        ("not ASCII", JwtFault.Form, $"{Parts[0]}.{Parts[1]}.é{Parts[2][1..]}"),
        ("huge", JwtFault.Form, $"{Parts[0]}.{new string('a', 10_000)}.{Parts[2]}"),
    ];

    private static IEnumerable<(string Name, JwtFault Fault, string Token)> Headers() =>
    [
        ("header is no JSON", JwtFault.Header, EcText("alg=ES256", GoodClaims)),
        ("header is an array", JwtFault.Header, EcText("[\"ES256\"]", GoodClaims)),
        ("header is null", JwtFault.Header, EcText("null", GoodClaims)),
        ("header has a comment", JwtFault.Header, EcText("{/*x*/\"alg\":\"ES256\"}", GoodClaims)),
        ("header has something after it", JwtFault.Header, EcText(GoodHeader + "{}", GoodClaims)),
        ("header starts with a byte order mark", JwtFault.Header, EcText("\uFEFF" + GoodHeader, GoodClaims)),
        ("header is not UTF-8", JwtFault.Header, SignEc($"eyJhbGciOiL_In0.{Encode(GoodClaims)}")),
        ("header is deep", JwtFault.Header, EcText($"{{\"alg\":\"ES256\",\"x\":{new string('[', 64)}{new string(']', 64)}}}", GoodClaims)),
        ("alg twice", JwtFault.Header, EcText("""{"alg":"none","alg":"ES256"}""", GoodClaims)),
        ("alg twice, once escaped", JwtFault.Header, EcText("""{"\u0061lg":"none","alg":"ES256"}""", GoodClaims)),
        ("alg missing", JwtFault.Header, EcText("{}", GoodClaims)),
        ("alg is a number", JwtFault.Header, EcText("""{"alg":256}""", GoodClaims)),
        ("alg is an array", JwtFault.Header, EcText("""{"alg":["ES256"]}""", GoodClaims)),
        ("alg is half a character", JwtFault.Header, EcText("""{"alg":"\ud800"}""", GoodClaims)),
        ("jku", JwtFault.Header, WithHeader(header => header["jku"] = "https://evil.example/jwks")),
        ("x5u", JwtFault.Header, WithHeader(header => header["x5u"] = "https://evil.example/cert")),
        ("x5c", JwtFault.Header, WithHeader(header => header["x5c"] = new JsonArray("MIIB"))),
        ("its own key in jwk", JwtFault.Header, SelfSigned()),
        ("crit", JwtFault.Header, WithHeader(header => header["crit"] = new JsonArray("exp"))),
        ("b64 false", JwtFault.Header, WithHeader(header => header["b64"] = false)),
        ("zip", JwtFault.Header, WithHeader(header => header["zip"] = "DEF")),
        ("a token inside (cty)", JwtFault.Header, WithHeader(header => header["cty"] = "JWT")),
        ("another kind of token", JwtFault.Header, WithHeader(header => header["typ"] = "logout+jwt")),
        ("a proof of possession", JwtFault.Header, WithHeader(header => header["typ"] = "dpop+jwt")),
        ("typ is a number", JwtFault.Header, WithHeader(header => header["typ"] = 1)),
        ("kid is a number", JwtFault.Header, WithHeader(header => header["kid"] = 1)),
        ("kid is null", JwtFault.Header, WithHeader(header => header["kid"] = null)),
        ("kid is empty", JwtFault.Header, WithHeader(header => header["kid"] = "")),
        ("kid is long", JwtFault.Header, WithHeader(header => header["kid"] = new string('k', 257))),
    ];

    private static IEnumerable<(string Name, JwtFault Fault, string Token)> Algorithms() =>
    [
        .. new[] { "none", "None", "NONE", "nOnE", "", "es256", "Es256", "ES256 ", "ES384", "ES512", "RS384", "HS512", "EdDSA", "ES256K", "dir" }
            .Select(alg => ($"alg \"{alg}\"", JwtFault.Algorithm, EcToken(Header(alg, "ec-1")))),
        ("alg none with an empty-looking signature", JwtFault.Algorithm, $"{Encode(Header("none"))}.{Encode(Claims())}.AA"),
    ];

    private static IEnumerable<(string Name, JwtFault Fault, string Token)> Keys() =>
    [
        ("public EC key as the secret of HS256", JwtFault.Key,
            SignHmac($"{Encode(Header("HS256"))}.{Encode(Claims())}", Encoding.UTF8.GetBytes(EcJwks()))),
        ("public RSA key (PEM) as the secret of HS256", JwtFault.Key,
            SignHmac($"{Encode(Header("HS256"))}.{Encode(Claims(RsaIssuer, tenantClaim: "org"))}", Encoding.UTF8.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()))),
        ("public RSA key (DER) as the secret of HS256", JwtFault.Key,
            SignHmac($"{Encode(Header("HS256"))}.{Encode(Claims(RsaIssuer, tenantClaim: "org"))}", Rsa.ExportSubjectPublicKeyInfo())),
        ("empty secret", JwtFault.Key, SignHmac($"{Encode(Header("HS256"))}.{Encode(Claims())}", [])),
        ("ES256 for the RSA issuer", JwtFault.Key, SignEc($"{Encode(Header("ES256"))}.{Encode(Claims(RsaIssuer, tenantClaim: "org"))}")),
        ("RS256 for the EC issuer", JwtFault.Key, SignRsa($"{Encode(Header("RS256"))}.{Encode(Claims())}", RSASignaturePadding.Pkcs1)),
        ("unknown kid", JwtFault.Key, EcToken(Header("ES256", "ec-2"))),
        ("kid as a path", JwtFault.Key, EcToken(Header("ES256", "../../../dev/null"))),
        ("kid as SQL", JwtFault.Key, EcToken(Header("ES256", "x' or '1'='1"))),
        ("kid in another case", JwtFault.Key, EcToken(Header("ES256", "EC-1"))),
        ("unknown issuer", JwtFault.Issuer, With(claims => claims["iss"] = "https://evil.example")),
        ("issuer with a slash more", JwtFault.Issuer, With(claims => claims["iss"] = EcIssuer + "/")),
        ("issuer in another case", JwtFault.Issuer, With(claims => claims["iss"] = EcIssuer.ToUpperInvariant())),
    ];

    private static IEnumerable<(string Name, JwtFault Fault, string Token)> Signatures() =>
    [
        ("signed by another key", JwtFault.Signature, SignEc($"{Parts[0]}.{Parts[1]}", OtherEc)),
        ("signature of another token", JwtFault.Signature, $"{Parts[0]}.{Parts[1]}.{With(claims => claims["sub"] = "bob").Split('.')[2]}"),
        ("claims of another token", JwtFault.Signature, $"{Parts[0]}.{Encode(Changed("sub", "bob"))}.{Parts[2]}"),
        ("signature of zeros", JwtFault.Signature, $"{Parts[0]}.{Parts[1]}.{new string('A', 86)}"),
        ("signature cut off", JwtFault.Signature, $"{Parts[0]}.{Parts[1]}.{Parts[2][..40]}"),
        ("signature in DER", JwtFault.Signature, $"{Parts[0]}.{Parts[1]}.{Der()}"),
        ("RS256 signature under PS256", JwtFault.Signature,
            SignRsa($"{Encode(Header("PS256"))}.{Encode(Claims(RsaIssuer, tenantClaim: "org"))}", RSASignaturePadding.Pkcs1)),
        ("wrong secret", JwtFault.Signature,
            SignHmac($"{Encode(Header("HS256"))}.{Encode(Claims(HmacIssuer))}", Encoding.UTF8.GetBytes("another-secret-of-at-least-32-bytes!"))),
    ];

    private static IEnumerable<(string Name, JwtFault Fault, string Token)> ClaimForms() =>
    [
        ("claims are no JSON", JwtFault.Claims, EcText(GoodHeader, "sub=ada")),
        ("claims are an array", JwtFault.Claims, EcText(GoodHeader, "[]")),
        ("sub twice", JwtFault.Claims, EcText(GoodHeader, GoodClaims.Insert(1, "\"sub\":\"root\","))),
        ("tenant twice", JwtFault.Claims, EcText(GoodHeader, GoodClaims.Insert(1, "\"tenant_id\":\"other\","))),
        ("exp twice", JwtFault.Claims, EcText(GoodHeader, GoodClaims.Insert(1, "\"exp\":99999999999,"))),
        ("a trailing comma", JwtFault.Claims, EcText(GoodHeader, GoodClaims[..^1] + ",}")),
        ("no iss", JwtFault.Claims, With(claims => claims.Remove("iss"))),
        ("no aud", JwtFault.Claims, With(claims => claims.Remove("aud"))),
        ("no sub", JwtFault.Claims, With(claims => claims.Remove("sub"))),
        ("no exp", JwtFault.Claims, With(claims => claims.Remove("exp"))),
        ("no iat", JwtFault.Claims, With(claims => claims.Remove("iat"))),
        ("exp is a text", JwtFault.Claims, With(claims => claims["exp"] = $"{Time + 600}")),
        ("exp is null", JwtFault.Claims, With(claims => claims["exp"] = null)),
        ("exp is negative", JwtFault.Claims, With(claims => claims["exp"] = -1)),
        ("exp overflows", JwtFault.Claims, EcText(GoodHeader, GoodClaims.Replace($"{Time + 600}", "1e400", StringComparison.Ordinal))),
        ("exp is beyond all calendars", JwtFault.Claims, With(claims => claims["exp"] = 253402300800)),
        ("nbf is a text", JwtFault.Claims, With(claims => claims["nbf"] = "0")),
        ("iss is an array", JwtFault.Claims, With(claims => claims["iss"] = new JsonArray(EcIssuer))),
        ("sub is an array", JwtFault.Claims, With(claims => claims["sub"] = new JsonArray("ada"))),
        ("sub is half a character", JwtFault.Claims, EcText(GoodHeader, GoodClaims.Replace("\"ada\"", "\"\\ud800\"", StringComparison.Ordinal))),
        ("aud is an object", JwtFault.Claims, With(claims => claims["aud"] = new JsonObject())),
        ("aud is an empty list", JwtFault.Claims, With(claims => claims["aud"] = new JsonArray())),
        ("aud mixes types", JwtFault.Claims, With(claims => claims["aud"] = new JsonArray(Audience, 1))),
        ("aud is a long list", JwtFault.Claims,
            With(claims => claims["aud"] = new JsonArray([.. Enumerable.Repeat(Audience, 17).Select(text => (JsonNode)text)]))),
    ];

    private static IEnumerable<(string Name, JwtFault Fault, string Token)> ClaimValues() =>
    [
        ("expired", JwtFault.Expired, With(claims => (claims["iat"], claims["exp"]) = (Time - 600, Time - 5))),
        ("exp 0", JwtFault.Expired, With(claims => (claims["iat"], claims["exp"]) = (0, 0))),
        ("issued in the future", JwtFault.NotYetValid, With(claims => claims["iat"] = Time + 6)),
        ("not yet valid", JwtFault.NotYetValid, With(claims => claims["nbf"] = Time + 6)),
        ("lives for ever", JwtFault.Lifetime, With(claims => claims["exp"] = 253402300799)),
        ("for somebody else", JwtFault.Audience, With(claims => claims["aud"] = "another")),
        ("for somebody else, in a list", JwtFault.Audience, With(claims => claims["aud"] = new JsonArray("another", "Nanobot"))),
        ("a tenant of somebody else", JwtFault.Tenant, With(claims => claims["tenant_id"] = "globex")),
        ("no tenant", JwtFault.Subject, With(claims => claims.Remove("tenant_id"))),
        ("tenant is a number", JwtFault.Subject, With(claims => claims["tenant_id"] = 1)),
        ("tenant is empty", JwtFault.Subject, With(claims => claims["tenant_id"] = "")),
        ("tenant is a list", JwtFault.Subject, With(claims => claims["tenant_id"] = new JsonArray("acme"))),
        ("tenant is a path", JwtFault.Subject, With(claims => claims["tenant_id"] = "../acme")),
        ("tenant with a line feed", JwtFault.Subject, With(claims => claims["tenant_id"] = "acme\n")),
        ("tenant in upper case", JwtFault.Subject, With(claims => claims["tenant_id"] = "ACME")),
        ("sub with a line feed", JwtFault.Subject, With(claims => claims["sub"] = "ada\r\nX-Tenant-ID: other")),
        ("sub too short", JwtFault.Subject, With(claims => claims["sub"] = "ad")),
        ("sub too long", JwtFault.Subject, With(claims => claims["sub"] = new string('a', 51))),
        ("tenant claim of another issuer", JwtFault.Subject,
            SignRsa($"{Encode(Header("RS256"))}.{Encode(Claims(RsaIssuer))}", RSASignaturePadding.Pkcs1)),
    ];

    private static JsonObject Changed(string claim, string value)
    {
        var claims = Claims();
        claims[claim] = value;
        return claims;
    }

    private static string SelfSigned()
    {
        var q = OtherEc.ExportParameters(false).Q;
        var header = Header("ES256", "ec-1");
        header["jwk"] = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = System.Buffers.Text.Base64Url.EncodeToString(q.X),
            ["y"] = System.Buffers.Text.Base64Url.EncodeToString(q.Y),
        };
        return SignEc($"{Encode(header)}.{Encode(Claims())}", OtherEc);
    }

    private static string Der() => System.Buffers.Text.Base64Url.EncodeToString(
        Ec.SignData(Encoding.ASCII.GetBytes($"{Parts[0]}.{Parts[1]}"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
}
