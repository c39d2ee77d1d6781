using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Nanobot.Services.Gateway.Caching;
using Nanobot.Services.Gateway.Credentials.Jwt;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt;

public sealed class IssuersOptionsTests
{
    private const string JwksUriProblem =
        "Authentication:Issuers:0:JwksUri must be an https address, or http on this machine's loopback, without a user's name or a fragment.";

    private static readonly IssuersOptionsValidator Validator = new();

    public static TheoryData<string, string> Unusable => new()
    {
        { "no issuer", "Authentication:Issuers:0:Issuer must be set." },
        { "own name", "Authentication:Issuers:0:Issuer is the gateway's own name." },
        { "no audience", "Authentication:Issuers:0:Audience must be set." },
        { "no keys", "Authentication:Issuers:0 needs exactly one of Jwks, JwksUri, PublicKey and HmacSecret." },
        { "two sources", "Authentication:Issuers:0 needs exactly one of Jwks, JwksUri, PublicKey and HmacSecret." },
        { "short secret", "Authentication:Issuers:0:HmacSecret must have at least 32 bytes." },
        { "weak RSA", "Authentication:Issuers:0:PublicKey holds an RSA key of less than 2048 bits." },
        { "wrong curve", "Authentication:Issuers:0:PublicKey holds an EC key that is not on P-256." },
        { "private key", "Authentication:Issuers:0:PublicKey is not a PEM text with BEGIN PUBLIC KEY." },
        { "broken PEM", "Authentication:Issuers:0:PublicKey holds a key that cannot be read." },
        { "no JWKS", "Authentication:Issuers:0:Jwks is not a JSON Web Key Set ({\"keys\": [...]})." },
        { "empty JWKS", "Authentication:Issuers:0:Jwks holds no key that can verify a token." },
        { "symmetric JWKS", "Authentication:Issuers:0:Jwks holds no key that can verify a token." },
        { "JWK without y", "Authentication:Issuers:0:Jwks holds a key without a usable \"y\"." },
        { "JWK with its private part", "Authentication:Issuers:0:Jwks holds a private key where only public ones belong." },
        { "JWK of weak RSA", "Authentication:Issuers:0:Jwks holds an RSA key of less than 2048 bits." },
        { "JWK of weak RSA behind zeros", "Authentication:Issuers:0:Jwks holds an RSA key of less than 2048 bits." },
        { "JWK of a wrong type", "Authentication:Issuers:0:Jwks holds a key that cannot be read." },
        { "JWK that is no object", "Authentication:Issuers:0:Jwks holds a key that is not an object." },
        { "two keys of one id", "Authentication:Issuers:0:Jwks holds several keys under one id." },
        { "keys here and there", "Authentication:Issuers:0 needs exactly one of Jwks, JwksUri, PublicKey and HmacSecret." },
        { "keys over http", JwksUriProblem },
        { "keys in a file", JwksUriProblem },
        { "keys at a relative address", JwksUriProblem },
        { "keys behind a password", JwksUriProblem },
        { "keys fetched all the time", "Authentication:Issuers:0:JwksRefresh must be between 1 minute and 12 hours." },
        { "no tenants", "Authentication:Issuers:0:Tenants must name the tenants that the issuer may speak for (:0, :1, …), or be \"*\" alone for every tenant." },
        { "all tenants and one", "Authentication:Issuers:0:Tenants must be \"*\" alone, or names." },
        { "a tenant that cannot be one", "Authentication:Issuers:0:Tenants:1 is not a tenant's id." },
        { "point off the curve", "Authentication:Issuers:0:Jwks holds a key that cannot be read." },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void An_issuer_that_cannot_be_used_stops_the_start_and_names_the_key(string name, string message)
    {
        var issuer = new IssuerOptions { Issuer = "https://a.example", Audience = "nanobot", Tenants = { "acme" } };
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
            case "JWK with its private part": issuer.Jwks = TestTokens.JwkSet(With(TestTokens.Jwk(TestTokens.Ec, "a"), "d", new string('A', 43))); break;
            case "JWK of weak RSA": issuer.Jwks = TestTokens.JwkSet(TestTokens.Jwk(RSA.Create(1024), "a")); break;
            case "JWK of weak RSA behind zeros":
                var weak = RSA.Create(1024).ExportParameters(false);
                issuer.Jwks = TestTokens.JwkSet(With(TestTokens.Jwk(TestTokens.Rsa, "a"), "n", Base64Url.EncodeToString([.. new byte[128], .. weak.Modulus!])));
                break;
            case "JWK of a wrong type": issuer.Jwks = """{"keys":[{"kty":"EC","crv":"P-256","kid":1}]}"""; break;
            case "JWK that is no object": issuer.Jwks = """{"keys":["EC"]}"""; break;
            case "two keys of one id": issuer.Jwks = TestTokens.JwkSet(TestTokens.Jwk(TestTokens.Ec, "a"), TestTokens.Jwk(TestTokens.OtherEc, "a")); break;
            case "keys here and there": (issuer.Jwks, issuer.JwksUri) = (TestTokens.EcJwks(), "https://a.example/keys"); break;
            case "keys over http": issuer.JwksUri = "http://a.example/keys"; break;
            case "keys in a file": issuer.JwksUri = "file:///etc/keys"; break;
            case "keys at a relative address": issuer.JwksUri = "keys"; break;
            case "keys behind a password": issuer.JwksUri = "https://me:secret@a.example/keys"; break;
            case "keys fetched all the time": (issuer.JwksUri, issuer.JwksRefresh) = ("https://a.example/keys", TimeSpan.FromSeconds(1)); break;
            case "no tenants": issuer.HmacSecret = TestTokens.Secret; issuer.Tenants.Clear(); break;
            case "all tenants and one": issuer.HmacSecret = TestTokens.Secret; issuer.Tenants.Add("*"); break;
            case "a tenant that cannot be one": issuer.HmacSecret = TestTokens.Secret; issuer.Tenants.Add("Acme"); break;
            case "point off the curve":
                issuer.Jwks = $$"""{"keys":[{"kty":"EC","crv":"P-256","x":"{{new string('A', 43)}}","y":"{{new string('A', 43)}}"}]}""";
                break;
        }

        var result = Validator.Validate(null, new IssuersOptions { Issuers = { issuer } });

        Assert.Equal([message], result.Failures ?? []);
    }

    [Theory]
    [InlineData("https://a.example/keys?set=1")]
    [InlineData("http://localhost:8080/keys")]
    [InlineData("http://127.0.0.1/keys")]
    [InlineData("http://[::1]:8080/keys")]
    public void An_address_whose_answer_nobody_else_can_change_is_accepted(string address)
    {
        var issuer = new IssuerOptions { Issuer = "https://a.example", Audience = "nanobot", Tenants = { "*" }, JwksUri = address };

        Assert.True(Validator.Validate(null, new IssuersOptions { Issuers = { issuer } }).Succeeded);
    }

    [Fact]
    public void Usable_issuers_and_the_defaults_are_accepted()
    {
        var options = new IssuersOptions();
        foreach (var issuer in TestTokens.Issuers)
        {
            options.Issuers.Add(issuer);
        }

        Assert.True(Validator.Validate(null, options).Succeeded);
        Assert.True(new MemoryOptionsValidator().Validate(null, new MemoryOptions()).Succeeded);
    }

    [Fact]
    public void Every_limit_out_of_range_is_named()
    {
        var options = new MemoryOptions
        {
            KnownFor = TimeSpan.Zero, KnownAtMost = TimeSpan.FromDays(1), UnknownFor = TimeSpan.FromHours(1), CacheCapacity = 1,
        };

        var failures = string.Join('\n', new MemoryOptionsValidator().Validate(null, options).Failures ?? []);

        Assert.Contains("Authentication:KnownFor must", failures, StringComparison.Ordinal);
        Assert.Contains("Authentication:KnownAtMost must", failures, StringComparison.Ordinal);
        Assert.Contains("Authentication:UnknownFor", failures, StringComparison.Ordinal);
        Assert.Contains("Authentication:CacheCapacity", failures, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_token_secret_stops_the_start() =>
        Assert.Contains("Tokens:SigningKey", new TokenOptionsValidator().Validate(null, new TokenOptions { SigningKey = "short" }).FailureMessage,
            StringComparison.Ordinal);

    private static JsonObject With(JsonObject key, string member, string value)
    {
        key[member] = value;
        return key;
    }
}
