using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;
using static Nanobot.Services.Gateway.Tests.Credentials.Jwt.TestTokens;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt;

public sealed class JwtValidatorTests
{
    private readonly FakeTimeProvider _time = new(Now);
    private readonly JwtValidator _validator;

    public JwtValidatorTests() => _validator = new JwtValidator([.. Issuers.Select(IssuerFactory.Create)], _time);

    public static TheoryData<string> Hostile => [.. HostileTokens.All.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_token_is_refused_by_the_check_that_is_there_for_it(string name)
    {
        var (fault, token) = HostileTokens.All[name];

        var result = await _validator.ValidateAsync(token, default);

        Assert.Null(result.Identity);
        Assert.Equal(fault, result.Fault);
    }

    [Fact]
    public async Task A_good_ES256_token_names_tenant_user_and_end()
    {
        var identity = (await _validator.ValidateAsync(EcToken(), default)).Identity;

        Assert.Equal(new JwtIdentity(EcIssuer, "acme", "ada", Now, Now.AddSeconds(600), null), identity);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task A_good_RSA_token_is_accepted_with_its_issuers_tenant_claim(string alg)
    {
        var token = SignRsa($"{Encode(Header(alg, "any"))}.{Encode(Claims(RsaIssuer, tenantClaim: "org"))}",
            alg == "RS256" ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss);

        Assert.Equal("acme", (await _validator.ValidateAsync(token, default)).Identity?.TenantId);
    }

    [Fact]
    public async Task A_good_HS256_token_is_accepted_from_the_issuer_with_a_secret()
    {
        var token = SignHmac($"{Encode(Header("HS256"))}.{Encode(Claims(HmacIssuer))}", Encoding.UTF8.GetBytes(Secret));

        Assert.Equal("ada", (await _validator.ValidateAsync(token, default)).Identity?.UserId);
    }

    public static TheoryData<string> Harmless => ["no typ", "at+jwt", "typ in lower case", "no kid", "unknown member", "aud in a list",
        "exp with a fraction", "iat and nbf with a fraction", "exp with an exponent", "nbf now", "an escaped slash", "just before its end", "within the clocks' difference"];

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task A_harmless_variation_is_accepted(string name)
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
            "iat and nbf with a fraction" => With(claims => (claims["iat"], claims["nbf"]) = (time - 0.5, time - 0.25)),
            "exp with an exponent" => EcText("""{"alg":"ES256"}""", Claims().ToJsonString().Replace($"{time + 600}", $"{time + 600}e0", StringComparison.Ordinal)),
            "nbf now" => With(claims => claims["nbf"] = time),
            "an escaped slash" => EcText("""{"alg":"ES256"}""", Claims().ToJsonString().Replace("https://", "https:\\/\\/", StringComparison.Ordinal)),
            "just before its end" => With(claims => (claims["iat"], claims["exp"]) = (time - 600, time + 1)),
            "within the clocks' difference" => With(claims => (claims["iat"], claims["exp"]) = (time + 5, time + 100)),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

        Assert.Null((await _validator.ValidateAsync(token, default)).Fault);
    }

    [Theory]
    [InlineData("{\"alg\":\"ES256\"}", "\"jti\":1")]
    [InlineData("{\"alg\":\"ES256\"}", "\"azp\":[\"app\"]")]
    [InlineData("{\"alg\":\"ES256\"}", "\"name\":\"\\ud800\"")]
    [InlineData("{\"alg\":\"ES256\",\"x5t\":1}", "\"name\":\"Ada\"")]
    public async Task What_the_library_cannot_read_is_refused_as_such_and_not_as_a_wrong_signature(string header, string claim)
    {
        var token = EcText(header, Claims().ToJsonString().Insert(1, claim + ","));

        Assert.Equal(JwtFault.Claims, (await _validator.ValidateAsync(token, default)).Fault);
    }

    [Theory]
    [InlineData("\"name\":null")]
    [InlineData("\"number\":1e400")]
    [InlineData("\"number\":123456789012345678901234567890")]
    [InlineData("\"realm_access\":{\"roles\":[\"a\",{\"b\":[1.5,null,true]}]}")]
    [InlineData("\"auth_time\":\"yesterday\"")]
    [InlineData("\"actort\":\"nobody\"")]
    [InlineData("\"\":1")]
    public async Task Claims_that_nobody_here_reads_may_be_anything_else(string claim)
    {
        var token = EcText("""{"alg":"ES256"}""", Claims().ToJsonString().Insert(1, claim + ","));

        Assert.Null((await _validator.ValidateAsync(token, default)).Fault);
    }

    [Theory]
    [InlineData(Audience + "/")]
    [InlineData(" " + Audience)]
    [InlineData("")]
    public async Task An_audience_is_compared_exactly(string audience) =>
        Assert.Equal(JwtFault.Audience, (await _validator.ValidateAsync(With(claims => claims["aud"] = audience), default)).Fault);

    [Fact]
    public async Task Every_cut_and_every_flipped_character_of_a_good_token_is_refused()
    {
        var token = EcToken();
        for (var i = 0; i < token.Length; i++)
        {
            Assert.Null((await _validator.ValidateAsync(token[..i], default)).Identity);
            var flipped = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
            Assert.Null((await _validator.ValidateAsync(flipped, default)).Identity);
        }
    }

    [Fact]
    public async Task Without_issuers_every_token_is_refused() =>
        Assert.Equal(JwtFault.Issuer, (await new JwtValidator([], _time).ValidateAsync(EcToken(), default)).Fault);

    [Fact]
    public async Task A_token_without_a_kid_is_refused_where_two_keys_could_have_signed_it()
    {
        var issuer = new Issuer(EcIssuer, Audience, "tenant_id", IssuerTenants.All, TimeSpan.FromDays(1),
            KeySetReader.Read(Encoding.UTF8.GetBytes(JwkSet(Jwk(Ec, "a"), Jwk(OtherEc, "b"))), (_, problem) => Assert.Fail(problem)));

        Assert.Equal(JwtFault.Key, (await new JwtValidator([issuer], _time).ValidateAsync(WithHeader(header => header.Remove("kid")), default)).Fault);
    }
}
