using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Tenants;

/// <summary>What memory is worth while nobody says what has changed.</summary>
public sealed class RememberedAnswersTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TestTokens.Now);
    private readonly Hearing _hearing = new();
    private readonly CapturedLog _log = new();
    private Suite _suite = null!;

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync(_time, null, services => services.AddSingleton<IBroadcastHearing>(_hearing).AddSingleton<ILoggerProvider>(_log));
        _suite.Tenants.Changes = null;
    }

    public async Task DisposeAsync()
    {
        await _suite.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task What_is_known_serves_on_while_it_is_looked_up_again_behind_it()
    {
        var key = await KnownKeyAsync();
        _suite.Tenants.Gate = new TaskCompletionSource();
        _time.Advance(TimeSpan.FromSeconds(31));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        }

        await Eventually.TrueAsync(() => Task.FromResult(_suite.Tenants.KeyLookups.Count == 2));
        _suite.Tenants.Gate.SetResult();
        _suite.Tenants.Gate = null;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        Assert.Equal(2, _suite.Tenants.KeyLookups.Count);
    }

    [Fact]
    public async Task What_the_look_up_no_longer_finds_is_refused_from_then_on()
    {
        var key = await KnownKeyAsync();
        _suite.Tenants.RemoveKey(key);
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        await Eventually.TrueAsync(async () => await StatusAsync(key) == HttpStatusCode.Unauthorized);
        Assert.Equal(2, _suite.Tenants.KeyLookups.Count);
    }

    [Fact]
    public async Task An_operators_key_of_which_no_event_tells_is_asked_for_again_first()
    {
        var key = _suite.Tenants.AddKey(TenantRole.Operator, null);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        _suite.Tenants.RemoveKey(key);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
    }

    [Fact]
    public async Task An_event_ends_what_is_older_than_its_time_as_well()
    {
        var tenant = _suite.Tenants.AddTenant();
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        _suite.Tenants.Gate = new TaskCompletionSource();
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        // The clock that jumped has the listener wait for its next try.
        await Eventually.TrueAsync(async () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await _suite.BroadcastAsync(tenant, new ApiKeyRevoked("k", TenantsStub.Hash(key)));
            return await StatusAsync(key) == HttpStatusCode.Unauthorized;
        });

        _suite.Tenants.Gate.SetResult();
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
    }

    [Fact]
    public async Task With_the_tenants_module_away_what_is_known_serves_for_five_minutes_and_not_longer()
    {
        var key = await KnownKeyAsync();
        _suite.Tenants.BrokenStatus = 500;

        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(key));
        _suite.Tenants.BrokenStatus = null;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
    }

    [Fact]
    public async Task Once_events_were_missed_what_is_older_than_thirty_seconds_is_asked_for_again_first()
    {
        var key = await KnownKeyAsync();
        _suite.Tenants.RemoveKey(key);
        _time.Advance(TimeSpan.FromSeconds(29));
        _hearing.Since = _time.GetUtcNow();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
    }

    [Fact]
    public async Task A_refresh_that_fails_is_tried_again_after_a_while_and_not_with_each_request()
    {
        var key = await KnownKeyAsync();
        _suite.Tenants.BrokenStatus = 500;
        _time.Advance(TimeSpan.FromSeconds(31));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        }

        await Eventually.TrueAsync(() => Task.FromResult(_suite.Tenants.KeyLookups.Count == 2));
        _suite.Tenants.BrokenStatus = null;
        await Eventually.TrueAsync(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
            return _suite.Tenants.KeyLookups.Count == 3;
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flood_of_made_up_keys_takes_nothing_from_a_key_that_is_known(bool eventsAreHeard)
    {
        var key = await KnownKeyAsync();
        _hearing.Since = eventsAreHeard ? DateTimeOffset.MinValue : null;
        _time.Advance(TimeSpan.FromSeconds(31));
        var gate = new TaskCompletionSource();
        _suite.Tenants.GuessGate = () => gate.Task;
        var flood = Enumerable.Range(0, 2000).Select(_ => StatusAsync(TenantsStub.NewKey())).ToList();
        // All places are taken, to be asked and to wait.
        await Eventually.TrueAsync(() => Task.FromResult(flood.Any(request => request.IsCompletedSuccessfully)));

        var served = await StatusAsync(key);
        gate.SetResult();
        var answers = await Task.WhenAll(flood).WaitAsync(Eventually.Deadline);

        Assert.Equal(HttpStatusCode.OK, served);
        await Eventually.TrueAsync(() => Task.FromResult(_suite.Tenants.KeyLookups.Count(hash => hash == TenantsStub.Hash(key)) == 2));
        Assert.All(answers, status => Assert.True(status is HttpStatusCode.Unauthorized or HttpStatusCode.ServiceUnavailable, $"{status}"));
        // Whoever floods the gateway does not write its log.
        Assert.Single(_log.Lines, line => line.Contains("Too many questions wait", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("MODULE_UNAVAILABLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_flood_from_one_address_takes_at_most_its_share_from_a_new_key_from_another()
    {
        var fresh = _suite.Tenants.AddUserKey();
        var gate = new SemaphoreSlim(0);
        _suite.Tenants.GuessGate = () => gate.WaitAsync(Eventually.Deadline);
        var flood = Enumerable.Range(0, 2000).Select(_ => StatusAsync(TenantsStub.NewKey())).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(flood.Any(request => request.IsCompletedSuccessfully)));
        using var elsewhere = _suite.ClientFrom(IPAddress.Parse("127.0.0.2"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions");
        request.Headers.TryAddWithoutValidation("X-API-Key", fresh);

        var sending = elsewhere.SendAsync(request);
        await Eventually.TrueAsync(() =>
        {
            // One more of those that are asked is answered: the next turn is the new key's.
            gate.Release();
            return Task.FromResult(sending.IsCompleted);
        });

        using var response = await sending;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(flood.Count(sent => !sent.IsCompleted) > 100, "the flood was over");
        gate.Release(5000);
        await Task.WhenAll(flood).WaitAsync(Eventually.Deadline);
    }

    private async Task<string> KnownKeyAsync()
    {
        var key = _suite.Tenants.AddUserKey();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        return key;
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        // The test's clock ends no look-up that waits.
        using var response = await _suite.GetAsync("/sessions", key).WaitAsync(Eventually.Deadline);
        return response.StatusCode;
    }
}
