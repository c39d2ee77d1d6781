using System.Security.Cryptography;
using Nanobot.Services.Gateway.Authentication;
using Nanobot.Services.Gateway.Features.IssueToken;
using Nanobot.Services.Gateway.Tests.Authentication.Jwt;

namespace Nanobot.Services.Gateway.Tests.Authentication;

public sealed class AuthenticationOptionsTests
{
    private static readonly AuthenticationOptionsValidator Validator = new();

    public static TheoryData<string, string> Unusable => new()
    {
        { "no issuer", "Authentication:Issuers:0:Issuer must be set." },
        { "own name", "Authentication:Issuers:0:Issuer is the gateway's own name." },
        { "no audience", "Authentication:Issuers:0:Audience must be set." },
        { "no keys", "Authentication:Issuers:0 needs exactly one of Jwks, PublicKey and HmacSecret." },
        { "two sources", "Authentication:Issuers:0 needs exactly one of Jwks, PublicKey and HmacSecret." },
        { "short secret", "Authentication:Issuers:0:HmacSecret must have at least 32 bytes." },
        { "weak RSA", "Authentication:Issuers:0:PublicKey holds an RSA key of less than 2048 bits." },
        { "wrong curve", "Authentication:Issuers:0:PublicKey holds an EC key that is not on P-256." },
        { "private key", "Authentication:Issuers:0:PublicKey is not a PEM text with BEGIN PUBLIC KEY." },
        { "broken PEM", "Authentication:Issuers:0:PublicKey holds a key that cannot be read." },
        { "no JWKS", "Authentication:Issuers:0:Jwks is not a JSON Web Key Set ({\"keys\": [...]})." },
        { "empty JWKS", "Authentication:Issuers:0:Jwks holds no key that can verify a token." },
        { "symmetric JWKS", "Authentication:Issuers:0:Jwks holds no key that can verify a token." },
        { "JWK without y", "Authentication:Issuers:0:Jwks holds a key without a usable \"y\"." },
        { "point off the curve", "Authentication:Issuers:0:Jwks holds a key that cannot be read." },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void An_issuer_that_cannot_be_used_stops_the_start_and_names_the_key(string name, string message)
    {
        var issuer = new IssuerOptions { Issuer = "https://a.example", Audience = "nanobot" };
        switch (name)
        {
            case "no issuer": (issuer.Issuer, issuer.HmacSecret) = ("", TestTokens.Secret); break;
            case "own name": (issuer.Issuer, issuer.HmacSecret) = (GatewayTokens.Issuer, TestTokens.Secret); break;
            case "no audience": (issuer.Audience, issuer.HmacSecret) = ("", TestTokens.Secret); break;
            case "no keys": break;
            case "two sources": (issuer.HmacSecret, issuer.Jwks) = (TestTokens.Secret, TestTokens.EcJwks()); break;
            case "short secret": issuer.HmacSecret = "short"; break;
            case "weak RSA": issuer.PublicKey = RSA.Create(1024).ExportSubjectPublicKeyInfoPem(); break;
            case "wrong curve": issuer.PublicKey = ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportSubjectPublicKeyInfoPem(); break;
            case "private key": issuer.PublicKey = TestTokens.Rsa.ExportPkcs8PrivateKeyPem(); break;
            case "broken PEM": issuer.PublicKey = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"; break;
            case "no JWKS": issuer.Jwks = "{}"; break;
            case "empty JWKS": issuer.Jwks = """{"keys":[]}"""; break;
            case "symmetric JWKS": issuer.Jwks = """{"keys":[{"kty":"oct","k":"AAAA"}]}"""; break;
            case "JWK without y": issuer.Jwks = """{"keys":[{"kty":"EC","crv":"P-256","x":"AAAA"}]}"""; break;
            case "point off the curve":
                issuer.Jwks = $$"""{"keys":[{"kty":"EC","crv":"P-256","x":"{{new string('A', 43)}}","y":"{{new string('A', 43)}}"}]}""";
                break;
        }

        var result = Validator.Validate(null, new AuthenticationOptions { Issuers = { issuer } });

        Assert.Equal([message], result.Failures ?? []);
    }

    [Fact]
    public void Usable_issuers_and_the_defaults_are_accepted()
    {
        var options = new AuthenticationOptions();
        foreach (var issuer in TestTokens.Issuers)
        {
            options.Issuers.Add(issuer);
        }

        Assert.True(Validator.Validate(null, options).Succeeded);
    }

    [Fact]
    public void Every_limit_out_of_range_is_named()
    {
        var options = new AuthenticationOptions { KnownFor = TimeSpan.Zero, UnknownFor = TimeSpan.FromHours(1), CacheCapacity = 1 };

        var failures = string.Join('\n', Validator.Validate(null, options).Failures ?? []);

        Assert.Contains("Authentication:KnownFor", failures, StringComparison.Ordinal);
        Assert.Contains("Authentication:UnknownFor", failures, StringComparison.Ordinal);
        Assert.Contains("Authentication:CacheCapacity", failures, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_token_secret_stops_the_start() =>
        Assert.Contains("Tokens:SigningKey", new TokenOptionsValidator().Validate(null, new TokenOptions { SigningKey = "short" }).FailureMessage,
            StringComparison.Ordinal);
}
