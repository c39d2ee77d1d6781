using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;
using static Nanobot.Services.Gateway.Tests.Credentials.Jwt.TestTokens;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt.Keys;

public sealed class PublishedSetTests
{
    public static TheoryData<string, string?> Unusable => new()
    {
        { "private", "holds a private key where only public ones belong" },
        { "private RSA", "holds a private key where only public ones belong" },
        { "weak RSA", "holds an RSA key of less than 2048 bits" },
        { "off the curve", "holds a key that cannot be read" },
        { "without y", "holds a key without a usable \"y\"" },
        { "kid is a number", "holds a key that cannot be read" },
        { "null", "holds a key that is not an object" },
        { "symmetric", null },
        { "symmetric with alg", null },
        { "another curve", null },
        { "for encryption", null },
        { "for another algorithm", null },
        { "unknown kind", null },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_key_that_cannot_be_used_spoils_none_of_the_others(string name, string? problem)
    {
        using var rsa = RSA.Create(name == "weak RSA" ? 1024 : 2048);
        var secret = new byte[32];
        JsonNode? bad = name switch
        {
            "private" => With(Jwk(OtherEc, "bad"), "d", Base64Url.EncodeToString(OtherEc.ExportParameters(true).D)),
            "private RSA" => With(Jwk(rsa, "bad"), "p", Base64Url.EncodeToString(rsa.ExportParameters(true).P)),
            "weak RSA" => Jwk(rsa, "bad"),
            "off the curve" => With(Jwk(OtherEc, "bad"), "y", new string('A', 43)),
            "without y" => With(Jwk(OtherEc, "bad"), "y", null),
            "kid is a number" => With(Jwk(OtherEc, "bad"), "kid", 1),
            "null" => null,
            "symmetric" => new JsonObject { ["kty"] = "oct", ["kid"] = "bad", ["k"] = Base64Url.EncodeToString(secret) },
            "symmetric with alg" => new JsonObject { ["kty"] = "oct", ["kid"] = "bad", ["alg"] = "HS256", ["k"] = Base64Url.EncodeToString(secret) },
            "another curve" => With(Jwk(OtherEc, "bad"), "crv", "P-384"),
            "for encryption" => With(Jwk(OtherEc, "bad"), "use", "enc"),
            "for another algorithm" => With(Jwk(OtherEc, "bad"), "alg", "ES384"),
            "unknown kind" => With(Jwk(OtherEc, "bad"), "kty", "AKP"),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        await using var issuer = await PublishedIssuer.StartAsync(bad, Jwk(Ec, "ec-1"));
        var body = $"{Encode(Header(rsa.KeySize == 1024 || name == "private RSA" ? "RS256" : "ES256", "bad"))}.{Encode(Claims())}";
        var signed = new[]
        {
            SignEc(body, OtherEc),
            SignHmac($"{Encode(Header("HS256", "bad"))}.{Encode(Claims())}", secret),
            $"{body}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}",
        };

        Assert.Null(await issuer.FaultAsync(EcToken()));
        foreach (var token in signed)
        {
            Assert.Equal(JwtFault.Key, await issuer.FaultAsync(token));
        }

        var warnings = issuer.Log.All.Where(line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Equal(problem is null ? [] : [$"Warning: The key set of the issuer {EcIssuer} {problem}: key 0 is passed over"], warnings);
        Assert.Contains($"Information: The issuer {EcIssuer} publishes 1 keys that can verify tokens", issuer.Log.All);
    }

    [Fact]
    public async Task Every_hostile_token_is_refused_by_its_check_where_the_keys_are_published_too()
    {
        await using var issuer = await PublishedIssuer.StartAsync(Jwk(Ec, "ec-1"));
        var validator = new JwtValidator([issuer.Issuer with { MaximumLifetime = TimeSpan.FromDays(1) }, .. Issuers.Skip(1).Select(IssuerFactory.Create)], issuer.Time);
        var wrong = new List<string>();
        foreach (var (name, (fault, token)) in HostileTokens.All)
        {
            if ((await validator.ValidateAsync(token, default)).Fault is var found && found != fault)
            {
                wrong.Add($"{name}: {found} instead of {fault}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(1, issuer.Server.Asked);
    }

    [Fact]
    public async Task A_set_that_stays_the_same_is_logged_once()
    {
        await using var issuer = await PublishedIssuer.StartAsync(null, Jwk(Ec, "ec-1"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(JwtFault.Key, await issuer.FaultAsync(EcToken(Header("ES256", "other"))));
            issuer.Time.Advance(PublishedKeys.AskedAgainAfter);
        }

        Assert.Equal(3, issuer.Server.Asked);
        Assert.Equal(2, issuer.Log.All.Count);
    }

    [Fact]
    public async Task A_key_without_id_and_algorithm_serves_tokens_of_any_id()
    {
        await using var issuer = await PublishedIssuer.StartAsync(Jwk(Ec, null));

        Assert.Null(await issuer.FaultAsync(EcToken(Header("ES256"))));
        Assert.Null(await issuer.FaultAsync(EcToken(Header("ES256", "any"))));
    }

    [Fact]
    public async Task A_key_with_the_token_s_id_goes_before_one_without()
    {
        await using var issuer = await PublishedIssuer.StartAsync(Jwk(OtherEc, null), Jwk(Ec, "ec-1"));

        Assert.Null(await issuer.FaultAsync(EcToken()));
        Assert.Null(await issuer.FaultAsync(SignEc($"{Encode(Header("ES256", "another"))}.{Encode(Claims())}", OtherEc)));
        Assert.Equal(JwtFault.Key, await issuer.FaultAsync(EcToken(Header("ES256"))));
    }

    [Fact]
    public async Task Two_keys_under_one_id_verify_nothing()
    {
        await using var issuer = await PublishedIssuer.StartAsync(Jwk(Ec, "ec-1"), Jwk(OtherEc, "ec-1"));

        Assert.Equal(JwtFault.Key, await issuer.FaultAsync(EcToken()));
    }

    [Theory]
    [InlineData(null, "RS256", null)]
    [InlineData(null, "PS256", null)]
    [InlineData("RS256", "RS256", null)]
    [InlineData("RS256", "PS256", JwtFault.Key)]
    [InlineData("PS256", "RS256", JwtFault.Key)]
    [InlineData("RSA-OAEP", "RS256", JwtFault.Key)]
    public async Task An_RSA_key_serves_the_algorithm_that_it_names_or_both(string? named, string used, object? fault)
    {
        await using var issuer = await PublishedIssuer.StartAsync(With(Jwk(Rsa, "rsa"), "alg", named));
        var token = SignRsa($"{Encode(Header(used, "rsa"))}.{Encode(Claims())}", used == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

        Assert.Equal((JwtFault?)fault, await issuer.FaultAsync(token));
    }

    [Fact]
    public async Task A_certificate_beside_a_key_does_not_stand_in_for_it()
    {
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=a", Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
        using var own = RSA.Create(2048);
        var jwk = Jwk(own, "rsa");
        jwk["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData));
        await using var issuer = await PublishedIssuer.StartAsync(jwk);

        Assert.Equal(JwtFault.Signature, await issuer.FaultAsync(SignRsa($"{Encode(Header("RS256", "rsa"))}.{Encode(Claims())}", RSASignaturePadding.Pkcs1)));
    }

    private static JsonObject With(JsonObject key, string member, JsonNode? value)
    {
        if (value is null)
        {
            key.Remove(member);
        }
        else
        {
            key[member] = value;
        }

        return key;
    }
}
