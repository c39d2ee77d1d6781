using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;
using Nanobot.Testing;
using static Nanobot.Services.Gateway.Tests.Credentials.Jwt.TestTokens;

namespace Nanobot.Services.Gateway.Tests.Credentials.Jwt.Keys;

public sealed class RotationTests : IAsyncLifetime
{
    private static readonly JsonObject OldKey = Jwk(Ec, "old");
    private static readonly JsonObject NewKey = Jwk(OtherEc, "new");
    private PublishedIssuer _issuer = null!;

    private KeyServer Server => _issuer.Server;

    public async Task InitializeAsync() => _issuer = await PublishedIssuer.StartAsync(OldKey.DeepClone());

    public async Task DisposeAsync() => await _issuer.DisposeAsync();

    [Fact]
    public async Task Keys_are_fetched_once_for_all_tokens()
    {
        var faults = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _issuer.FaultAsync(Old())));

        Assert.All(faults, fault => Assert.Null(fault));
        Assert.Equal(1, Server.Asked);
    }

    [Fact]
    public async Task Old_and_new_key_verify_while_both_are_published_and_the_removed_one_no_longer_after_the_refresh()
    {
        // The token before the keeping: it waits for the end of the fetch, where later ones need no more than its keys.
        Assert.Null(await _issuer.FaultAsync(Old()));
        _issuer.Keep();

        Server.Publish(OldKey.DeepClone(), NewKey.DeepClone());
        _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);
        Assert.Null(await _issuer.FaultAsync(New()));
        Assert.Null(await _issuer.FaultAsync(Old()));
        Assert.Equal(2, Server.Asked);

        Server.Publish(NewKey.DeepClone());
        // Behind twice the refresh no time passes: keys that are being fetched come on a busy machine too.
        await Eventually.TrueAsync(async () =>
        {
            _issuer.Time.Advance(_issuer.Time.GetUtcNow() - Now < PublishedIssuer.Refresh * 2 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
            return await _issuer.FaultAsync(Old()) == JwtFault.Key;
        });
        Assert.True(_issuer.Time.GetUtcNow() - Now >= PublishedIssuer.Refresh / 2);
        Assert.Null(await _issuer.FaultAsync(New()));
    }

    [Fact]
    public async Task What_a_token_was_checked_against_holds_until_the_keys_are_others_or_have_not_been_confirmed_for_a_day()
    {
        var first = (await _issuer.ValidateAsync(Old())).Keys;
        var again = (await _issuer.ValidateAsync(Old())).Keys;
        // The first one was checked before the keys were there.
        Assert.Equal([false, true], [first.AreTheSame, again.AreTheSame]);

        Server.Publish(OldKey.DeepClone(), NewKey.DeepClone());
        _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);
        Assert.Null(await _issuer.FaultAsync(New()));
        Assert.False(again.AreTheSame);

        var after = (await _issuer.ValidateAsync(Old())).Keys;
        _issuer.Time.Advance(PublishedKeys.KeptFor - TimeSpan.FromSeconds(1));
        Assert.True(after.AreTheSame);
        _issuer.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(after.AreTheSame);
    }

    [Fact]
    public async Task Keys_are_fetched_at_the_start_and_at_intervals_without_any_token()
    {
        _issuer.Keep();
        for (var fetches = 1; fetches <= 4; fetches++)
        {
            await Eventually.TrueAsync(() => Task.FromResult(Server.Asked == fetches));
            // The wait begins once the answer is in: move until it is over.
            await Eventually.TrueAsync(() =>
            {
                _issuer.Time.Advance(PublishedIssuer.Refresh / 2);
                return Task.FromResult(Server.Asked > fetches);
            });
        }
    }

    [Fact]
    public async Task All_who_come_with_a_new_key_while_it_is_fetched_are_let_in()
    {
        Assert.Null(await _issuer.FaultAsync(Old()));
        _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);
        var gate = new TaskCompletionSource();
        var set = JwkSet(OldKey.DeepClone(), NewKey.DeepClone());
        Server.Answer = async http =>
        {
            await gate.Task.WaitAsync(Eventually.Deadline);
            await http.Response.WriteAsync(set);
        };

        var waiting = Enumerable.Range(0, 20).Select(_ => _issuer.FaultAsync(New())).ToArray();
        await Eventually.TrueAsync(() => Task.FromResult(Server.Asked == 2));
        Assert.Null(await _issuer.FaultAsync(Old()));
        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting).WaitAsync(Eventually.Deadline), fault => Assert.Null(fault));
        Assert.Equal(2, Server.Asked);
    }

    [Fact]
    public async Task Whoever_goes_away_does_not_take_the_fetch_along()
    {
        var gate = new TaskCompletionSource();
        var set = JwkSet(OldKey.DeepClone());
        Server.Answer = async http =>
        {
            await gate.Task.WaitAsync(Eventually.Deadline);
            await http.Response.WriteAsync(set);
        };
        using var gone = new CancellationTokenSource();
        var impatient = _issuer.ValidateAsync(Old(), gone.Token);
        await Eventually.TrueAsync(() => Task.FromResult(Server.Asked == 1));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.WaitAsync(Eventually.Deadline));
        gate.SetResult();

        Assert.Null(await _issuer.FaultAsync(Old()));
        Assert.Equal(1, Server.Asked);
    }

    [Fact]
    public async Task A_flood_of_made_up_key_ids_asks_the_issuer_once_in_ten_seconds()
    {
        Assert.Null(await _issuer.FaultAsync(Old()));
        for (var round = 0; round < 3; round++)
        {
            _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);
            var flood = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => _issuer.FaultAsync(Token(Ec, $"made-up-{i}"))));

            Assert.All(flood, fault => Assert.Equal(JwtFault.Key, fault));
            Assert.Equal(2 + round, Server.Asked);
            Assert.Null(await _issuer.FaultAsync(Old()));
        }
    }

    [Fact]
    public async Task A_flood_of_wrong_signatures_asks_the_issuer_once_in_ten_seconds()
    {
        Assert.Null(await _issuer.FaultAsync(Old()));
        _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);

        var flood = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _issuer.FaultAsync(Token(OtherEc, "old"))));

        Assert.All(flood, fault => Assert.Equal(JwtFault.Signature, fault));
        Assert.Equal(2, Server.Asked);
    }

    [Fact]
    public async Task A_key_that_was_replaced_under_its_old_id_is_taken_over()
    {
        Assert.Null(await _issuer.FaultAsync(Old()));
        Server.Publish(Jwk(OtherEc, "old"));
        _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);

        Assert.Null(await _issuer.FaultAsync(Token(OtherEc, "old")));
        Assert.Equal(JwtFault.Signature, await _issuer.FaultAsync(Old()));
    }

    [Fact]
    public async Task An_issuer_that_withdraws_all_its_keys_has_none()
    {
        Assert.Null(await _issuer.FaultAsync(Old()));
        Server.Publish();
        _issuer.Time.Advance(PublishedKeys.AskedAgainAfter);
        Assert.Equal(JwtFault.Key, await _issuer.FaultAsync(New()));

        Assert.Equal(JwtFault.Key, await _issuer.FaultAsync(Old()));
    }

    [Fact]
    public async Task Of_two_issuers_with_the_same_key_id_the_token_s_iss_decides_which_key_it_is()
    {
        const string Name = "https://other.example";
        await using var other = await PublishedIssuer.StartAsync(Name, _issuer.Time, Jwk(OtherEc, "old"));
        var both = new JwtValidator([_issuer.Issuer, other.Issuer], _issuer.Time);
        var header = Encode(Header("ES256", "old"));

        Assert.Null((await both.ValidateAsync(Old(), default)).Fault);
        Assert.Null((await both.ValidateAsync(SignEc($"{header}.{Encode(Claims(Name))}", OtherEc), default)).Fault);
        Assert.Equal(JwtFault.Signature, (await both.ValidateAsync(SignEc($"{header}.{Encode(Claims(Name))}", Ec), default)).Fault);
        Assert.Equal(JwtFault.Signature, (await both.ValidateAsync(SignEc($"{header}.{Encode(Claims())}", OtherEc), default)).Fault);
    }

    private static string Old() => Token(Ec, "old");

    private static string New() => Token(OtherEc, "new");

    // Lives for long, so that only the keys decide.
    private static string Token(System.Security.Cryptography.ECDsa key, string kid)
    {
        var claims = Claims();
        claims["exp"] = Now.AddDays(30).ToUnixTimeSeconds();
        return SignEc($"{Encode(Header("ES256", kid))}.{Encode(claims)}", key);
    }
}
