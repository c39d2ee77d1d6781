using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;
using Nanobot.Testing;
using static Nanobot.Services.Gateway.Tests.Credentials.Jwt.TestTokens;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt.Keys;

public sealed class IssuerAwayTests : IAsyncLifetime
{
    private readonly string _token = With(claims => claims["exp"] = Now.AddDays(30).ToUnixTimeSeconds());
    private PublishedIssuer _issuer = null!;

    private KeyServer Server => _issuer.Server;

    public static TheoryData<string> Unusable => ["status 503", "status 404", "redirect", "huge body", "slow body", "broken body", "no JSON", "no key set", "keys twice", "nothing"];

    public async Task InitializeAsync() => _issuer = await PublishedIssuer.StartAsync(Jwk(Ec, "ec-1"));

    public async Task DisposeAsync() => await _issuer.DisposeAsync();

    [Fact]
    public async Task Away_at_the_start_no_verdict_is_given_and_the_first_answer_ends_that()
    {
        Server.Fail();
        await _issuer.AssertUnavailableAsync(_token);
        await _issuer.AssertUnavailableAsync(_token);
        Assert.Equal(1, Server.Asked);

        Server.Publish(Jwk(Ec, "ec-1"));
        _issuer.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await _issuer.FaultAsync(_token));
    }

    [Fact]
    public async Task Away_at_the_start_the_service_asks_again_by_itself_and_ever_less_often()
    {
        var asked = new ConcurrentQueue<DateTimeOffset>();
        Server.Answer = http =>
        {
            asked.Enqueue(_issuer.Time.GetUtcNow());
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        _issuer.Keep();
        await AdvanceUntilAsync(() => asked.Count == 7);

        var waits = asked.Zip(asked.Skip(1), static (earlier, later) => later - earlier).ToArray();
        double[] longest = [1, 2, 4, 8, 16, 30];
        Assert.All(waits.Zip(longest), wait => Assert.True(wait.First >= TimeSpan.FromSeconds(wait.Second / 2), $"{wait}"));

        Server.Publish(Jwk(Ec, "ec-1"));
        await AdvanceUntilAsync(() => _issuer.Log.All.Any(line => line.Contains("publishes 1 keys", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Away_later_the_keys_of_before_serve_for_a_day_and_then_no_verdict_is_given()
    {
        Assert.Null(await _issuer.FaultAsync(_token));
        Server.Fail();

        _issuer.Time.Advance(PublishedKeys.KeptFor - TimeSpan.FromSeconds(1));
        Assert.Null(await _issuer.FaultAsync(_token));
        _issuer.Time.Advance(TimeSpan.FromSeconds(1));
        await _issuer.AssertUnavailableAsync(_token);
    }

    [Fact]
    public async Task Away_later_no_verdict_is_given_on_a_key_that_may_be_new()
    {
        Assert.Null(await _issuer.FaultAsync(_token));
        Server.Fail();
        _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);

        await _issuer.AssertUnavailableAsync(EcToken(Header("ES256", "new")));
        Assert.Equal(JwtFault.Signature, await _issuer.FaultAsync(SignEc($"{Encode(Header("ES256", "ec-1"))}.{Encode(Claims())}", OtherEc)));
        Assert.Null(await _issuer.FaultAsync(_token));
    }

    [Fact]
    public async Task A_flood_while_the_issuer_is_away_is_no_flood_there()
    {
        Server.Fail();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _issuer.AssertUnavailableAsync(_token))).WaitAsync(Eventually.Deadline);

        Assert.Equal(1, Server.Asked);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task An_answer_that_cannot_be_used_changes_nothing_and_is_logged(string name)
    {
        await using var elsewhere = await KeyServer.StartAsync(Jwk(OtherEc, "new"));
        Assert.Null(await _issuer.FaultAsync(_token));
        _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);
        var set = JwkSet(Jwk(OtherEc, "new"));
        Server.Answer = name switch
        {
            "status 503" => Status(503),
            "status 404" => Status(404),
            "redirect" => http =>
            {
                http.Response.Redirect(elsewhere.Address.ToString());
                return Task.CompletedTask;
            },
            "huge body" => http => http.Response.WriteAsync(set + new string(' ', 256 * 1024)),
            "slow body" => async http =>
            {
                await http.Response.WriteAsync(set[..20]);
                await http.Response.Body.FlushAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
            },
            "broken body" => async http =>
            {
                http.Response.ContentLength = set.Length;
                await http.Response.WriteAsync(set[..20]);
                http.Abort();
            },
            "no JSON" => Body("<html>"),
            "no key set" => Body("""{"key":[]}"""),
            "keys twice" => Body($$"""{"keys":[],{{set[1..]}}"""),
            "nothing" => Body(""),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

        var refused = _issuer.AssertUnavailableAsync(SignEc($"{Encode(Header("ES256", "new"))}.{Encode(Claims())}", OtherEc));
        if (name == "slow body")
        {
            await Eventually.TrueAsync(() => Task.FromResult(Server.Asked == 2));
            Assert.False(refused.IsCompleted);
            _issuer.Time.Advance(PublishedKeys.Deadline);
        }

        await refused;
        Assert.Null(await _issuer.FaultAsync(_token));
        Assert.Equal((2, 0), (Server.Asked, elsewhere.Asked));
        Assert.Contains(_issuer.Log.All, line => line.StartsWith("Warning: The keys of the issuer https://ec.example could not be fetched", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_set_of_just_under_the_limit_is_read()
    {
        var set = JwkSet(Jwk(Ec, "ec-1"));
        Server.Answer = http => http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(set.PadRight(256 * 1024))).AsTask();

        Assert.Null(await _issuer.FaultAsync(_token));
    }

    private Task AdvanceUntilAsync(Func<bool> condition) => Eventually.TrueAsync(() =>
    {
        _issuer.Time.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(condition());
    });

    private static RequestDelegate Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static RequestDelegate Body(string text) => http => http.Response.WriteAsync(text);
}
