using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Gateway.Authentication.Jwt;
using static Nanobot.Services.Gateway.Tests.Authentication.Jwt.TestTokens;

namespace Nanobot.Services.Gateway.Tests.Authentication.Jwt;

public sealed class JwtValidatorTests
{
    private readonly FakeTimeProvider _time = new(Now);
    private readonly JwtValidator _validator;

    public JwtValidatorTests() => _validator = new JwtValidator([.. Issuers.Select(IssuerFactory.Create)], _time);

    public static TheoryData<string> Hostile => [.. HostileTokens.All.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_token_is_refused_by_the_check_that_is_there_for_it(string name)
    {
        var (fault, token) = HostileTokens.All[name];

        var result = _validator.Validate(token);

        Assert.Null(result.Identity);
        Assert.Equal(fault, result.Fault);
    }

    [Fact]
    public void A_good_ES256_token_names_tenant_user_and_end()
    {
        var identity = _validator.Validate(EcToken()).Identity;

        Assert.Equal(new JwtIdentity(EcIssuer, "acme", "ada", Now.AddSeconds(600)), identity);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public void A_good_RSA_token_is_accepted_with_its_issuers_tenant_claim(string alg)
    {
        var token = SignRsa($"{Encode(Header(alg, "any"))}.{Encode(Claims(RsaIssuer, tenantClaim: "org"))}",
            alg == "RS256" ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss);

        Assert.Equal("acme", _validator.Validate(token).Identity?.TenantId);
    }

    [Fact]
    public void A_good_HS256_token_is_accepted_from_the_issuer_with_a_secret()
    {
        var token = SignHmac($"{Encode(Header("HS256"))}.{Encode(Claims(HmacIssuer))}", Encoding.UTF8.GetBytes(Secret));

        Assert.Equal("ada", _validator.Validate(token).Identity?.UserId);
    }

    public static TheoryData<string> Harmless => ["no typ", "at+jwt", "typ in lower case", "no kid", "unknown member", "aud in a list",
        "exp with a fraction", "nbf now", "an escaped slash", "just before its end", "within the clocks' difference"];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void A_harmless_variation_is_accepted(string name)
    {
        var time = Now.ToUnixTimeSeconds();
        var token = name switch
        {
            "no typ" => WithHeader(header => header.Remove("typ")),
            "at+jwt" => WithHeader(header => header["typ"] = "at+jwt"),
            "typ in lower case" => WithHeader(header => header["typ"] = "jwt"),
            "no kid" => WithHeader(header => header.Remove("kid")),
            "unknown member" => WithHeader(header => header["x5t"] = "abc"),
            "aud in a list" => With(claims => claims["aud"] = new JsonArray("another", Audience)),
            "exp with a fraction" => With(claims => claims["exp"] = time + 600.5),
            "nbf now" => With(claims => claims["nbf"] = time),
            "an escaped slash" => EcText("""{"alg":"ES256"}""", Claims().ToJsonString().Replace("https://", "https:\\/\\/", StringComparison.Ordinal)),
            "just before its end" => With(claims => (claims["iat"], claims["exp"]) = (time - 600, time + 1)),
            "within the clocks' difference" => With(claims => (claims["iat"], claims["exp"]) = (time + 5, time + 100)),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

        Assert.Null(_validator.Validate(token).Fault);
    }

    [Fact]
    public void Every_cut_and_every_flipped_character_of_a_good_token_is_refused()
    {
        var token = EcToken();
        for (var i = 0; i < token.Length; i++)
        {
            Assert.Null(_validator.Validate(token[..i]).Identity);
            var flipped = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
            Assert.Null(_validator.Validate(flipped).Identity);
        }
    }

    [Fact]
    public void Without_issuers_every_token_is_refused() =>
        Assert.Equal(JwtFault.Issuer, new JwtValidator([], _time).Validate(EcToken()).Fault);

    [Fact]
    public void A_token_without_a_kid_is_refused_where_two_keys_could_have_signed_it()
    {
        var issuer = new Issuer(EcIssuer, Audience, "tenant_id", TimeSpan.FromDays(1), [KeyReader.FromEc("a", Ec), KeyReader.FromEc("b", OtherEc)]);

        Assert.Equal(JwtFault.Key, new JwtValidator([issuer], _time).Validate(WithHeader(header => header.Remove("kid"))).Fault);
    }
}
