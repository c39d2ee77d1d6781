using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Changes;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Gateway.Tests.Changes;

/// <summary>Changes that no broadcast tells: the gateway finds out by itself, before it decides by what it remembers.</summary>
public sealed class FreshnessTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TestTokens.Now);
    private Suite _suite = null!;

    private ChangeBoard Board => _suite.Services.GetRequiredService<ChangeBoard>();

    private IFreshness Freshness => _suite.Services.GetRequiredService<IFreshness>();

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync(_time);
        _suite.Tenants.Changes = _ => new ChangesSince(10, true, []);
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task A_suspension_on_the_board_is_gone_by_after_200_ms_without_any_broadcast()
    {
        var (tenant, key) = await KnownAsync();
        await KeepBoardAsync(10);
        _suite.Tenants.AddTenant("suspended", tenant, epoch: 2);
        await Board.TellAsync([new(11, tenant)], Eventually.Deadline);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        _time.Advance(ChangeBoard.LongestAge);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
    }

    [Fact]
    public async Task A_revoked_key_on_the_board_is_refused_and_its_tenants_other_keys_go_on()
    {
        var (tenant, key) = await KnownAsync();
        var other = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));
        await KeepBoardAsync(10);
        _suite.Tenants.RemoveKey(key);
        await Board.TellAsync([new(11, tenant)], Eventually.Deadline);

        _time.Advance(ChangeBoard.LongestAge);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));
    }

    [Fact]
    public async Task A_change_of_one_tenant_has_no_other_asked_for_again()
    {
        var (tenant, key) = await KnownAsync();
        var (_, others) = await KnownAsync();
        var asked = _suite.Tenants.KeyLookups.Count;
        await KeepBoardAsync(10);
        await Board.TellAsync([new(11, tenant)], Eventually.Deadline);
        _time.Advance(ChangeBoard.LongestAge);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(others));
        Assert.Equal(asked, _suite.Tenants.KeyLookups.Count);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        Assert.Equal(asked + 1, _suite.Tenants.KeyLookups.Count);
    }

    [Fact]
    public async Task A_board_that_lost_a_change_is_not_believed()
    {
        var (tenant, key) = await KnownAsync();
        await KeepBoardAsync(10);
        _suite.Tenants.AddTenant("suspended", tenant, epoch: 2);
        // The eleventh never arrived.
        await Board.TellAsync([new(12, TestContexts.NewTenantId())], Eventually.Deadline);
        _suite.Tenants.Changes = since => new ChangesSince(12, since == 10, [tenant]);

        _time.Advance(ChangeBoard.LongestAge);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
        Assert.Contains(10, _suite.Tenants.ChangeLookups);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_board_that_is_empty_or_that_nobody_vouches_for_is_not_believed(bool isFlushed)
    {
        var (tenant, key) = await KnownAsync();
        await KeepBoardAsync(10);
        _suite.Tenants.AddTenant("suspended", tenant, epoch: 2);
        _suite.Tenants.Changes = _ => new ChangesSince(11, true, [tenant]);
        var redis = _suite.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        await redis.KeyDeleteAsync(isFlushed ? ["nanobot:changes", "nanobot:changes:kept"] : ["nanobot:changes:kept"]);

        _time.Advance(ChangeBoard.LongestAge);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
    }

    [Fact]
    public async Task Whoever_is_too_far_behind_forgets_everything()
    {
        var (tenant, key) = await KnownAsync();
        _suite.Tenants.AddTenant("suspended", tenant, epoch: 2);
        _suite.Tenants.Changes = _ => new ChangesSince(5000, false, []);

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
    }

    [Fact]
    public async Task A_version_that_went_back_is_a_loss_too()
    {
        var (tenant, key) = await KnownAsync();
        _suite.Tenants.AddTenant("suspended", tenant, epoch: 2);
        _suite.Tenants.Changes = since => new ChangesSince(3, since == 3, []);
        _time.Advance(ChangeBoard.LongestAge);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
        _suite.Tenants.AddTenant("active", tenant, epoch: 3);
        _suite.Tenants.Changes = since => new ChangesSince(4, since == 3, [tenant]);

        _time.Advance(ChangeBoard.LongestAge);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
    }

    [Fact]
    public async Task An_answer_on_its_way_during_a_change_reaches_nobody_who_comes_after_it()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.True(await Freshness.EnsureAsync(default));
        // Read before the change, answered after it.
        var gate = new TaskCompletionSource();
        _suite.Tenants.AnswerGate = gate;
        var early = StatusAsync(key);
        await Eventually.TrueAsync(() => Task.FromResult(_suite.Tenants.KeyLookups.Count == 1));
        _suite.Tenants.RemoveKey(key);
        _suite.Tenants.Changes = since => new ChangesSince(11, true, since == 10 ? [tenant] : []);
        _time.Advance(ChangeBoard.LongestAge);

        var late = StatusAsync(key);
        await Eventually.TrueAsync(() => Task.FromResult(_suite.Tenants.ChangeLookups.Contains(10)));
        _suite.Tenants.AnswerGate = null;
        gate.SetResult();

        Assert.Equal(HttpStatusCode.Unauthorized, await late);
        _ = await early;
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
    }

    [Fact]
    public async Task With_nobody_to_say_what_changed_what_is_remembered_serves_and_is_not_called_known()
    {
        var (_, key) = await KnownAsync();
        _suite.Tenants.Changes = null;
        _time.Advance(ChangeBoard.LongestAge);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        Assert.False(await Freshness.EnsureAsync(default));
        for (var i = 0; i < 5; i++)
        {
            Assert.False(await Freshness.EnsureAsync(default));
        }

        // An outage by now: not each request asks.
        var asked = _suite.Tenants.ChangeLookups.Count;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        Assert.Equal(asked, _suite.Tenants.ChangeLookups.Count);
        _suite.Tenants.Changes = _ => new ChangesSince(10, true, []);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await Freshness.EnsureAsync(default));
    }

    [Fact]
    public async Task What_was_missed_in_an_outage_is_learnt_after_it()
    {
        var (tenant, key) = await KnownAsync();
        _suite.Tenants.Changes = null;
        _time.Advance(ChangeBoard.LongestAge);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        _suite.Tenants.AddTenant("suspended", tenant, epoch: 2);
        _suite.Tenants.Changes = since => new ChangesSince(11, true, since == 10 ? [tenant] : []);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
    }

    [Fact]
    public async Task An_idle_gateway_asks_nobody_and_a_busy_one_now_and_then()
    {
        var (_, key) = await KnownAsync();
        await KeepBoardAsync(10);
        var asked = _suite.Tenants.ChangeLookups.Count;
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(asked, _suite.Tenants.ChangeLookups.Count);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => StatusAsync(key)));

        // By the board, which says all.
        Assert.Equal(asked, _suite.Tenants.ChangeLookups.Count);
        Assert.True(Freshness.IsFresh);
    }

    // As the tenants module vouches for it; the tests' clock does not move Redis'.
    private async Task KeepBoardAsync(long version)
    {
        var stand = await Board.StandAsync();
        await Board.KeepAsync(stand with { Now = stand.Now + 600_000 }, [new(version, ChangesSince.Everybody)], isAnew: false);
    }

    private async Task<(string Tenant, string Key)> KnownAsync()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        return (tenant, key);
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await _suite.GetAsync("/sessions", key).WaitAsync(Eventually.Deadline);
        return response.StatusCode;
    }
}
