using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Queueing;

/// <summary>Calls that say that they can wait for a slot.</summary>
public sealed class WaitingTests : IAsyncLifetime
{
    private readonly HeldCalls _held = new();
    private Suite _suite = null!;
    private string _tenant = "";

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync(null, _held.Map,
            ("Limits:Tiers:free:api_calls_per_minute", "1000"), ("Limits:Tiers:free:concurrent_requests", "1"), ("Queue:MostOfTenant", "20"));
        _tenant = _suite.Tenants.AddTenant(tier: "free");
    }

    public async Task DisposeAsync()
    {
        _held.Release();
        await _suite.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_can_wait_runs_when_the_slot_is_free_and_says_that_it_waited()
    {
        var key = KeyOf("ada");
        var first = SendAsync(key);
        await ArrivedAsync(1);
        var second = SendAsync(key, "respond-async, wait=30");
        await WaitingAsync(key, 1);

        Assert.Equal(1, _held.Count);
        _held.ReleaseOne();
        await ArrivedAsync(2);
        _held.ReleaseOne();

        using var answer = await second;
        Assert.Equal((HttpStatusCode.OK, "wait=30"), (answer.StatusCode, answer.Headers.GetValues("Preference-Applied").Single()));
        using var other = await first;
        Assert.False(other.Headers.Contains("Preference-Applied"));
    }

    [Fact]
    public async Task The_users_of_a_tenant_have_their_turns_and_each_sees_its_place()
    {
        var (flood, ada) = (KeyOf("flood"), KeyOf("ada"));
        var calls = new List<Task<HttpResponseMessage>> { SendAsync(flood) };
        await ArrivedAsync(1);
        for (var call = 0; call < 10; call++)
        {
            calls.Add(SendAsync(flood, "wait=50"));
            await WaitingAsync(flood, call + 1);
        }

        calls.Add(SendAsync(ada, "wait=50"));
        await WaitingAsync(ada, 1);

        Assert.Equal([2], await PlacesAsync(ada));
        Assert.Equal([1, .. Enumerable.Range(3, 9)], await PlacesAsync(flood));
        for (var call = 1; call <= 3; call++)
        {
            _held.ReleaseOne();
            await ArrivedAsync(call + 1);
        }

        Assert.Equal(["flood", "flood", "ada", "flood"], _held.Users);
        _held.Release();
        Assert.All(await Task.WhenAll(calls), static answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task None_that_cannot_wait_passes_those_that_do()
    {
        var key = KeyOf("ada");
        var first = SendAsync(key);
        await ArrivedAsync(1);
        var second = SendAsync(key, "wait=30");
        await WaitingAsync(key, 1);

        using var refused = await _suite.GetAsync("/sessions", key);

        await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT");
        _held.Release();
        (await first).Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task A_call_whose_time_is_over_is_refused_and_leaves_nothing_behind()
    {
        var key = KeyOf("ada");
        var first = SendAsync(key);
        await ArrivedAsync(1);

        using var refused = await SendAsync(key, "wait=1");

        await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT");
        Assert.Empty(await PlacesAsync(key));
        _held.Release();
        (await first).Dispose();
        using var next = await SendAsync(key);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_caller_who_leaves_the_queue_takes_no_slot_with_it()
    {
        var key = KeyOf("ada");
        var first = SendAsync(key);
        await ArrivedAsync(1);
        using var leaving = new CancellationTokenSource();
        var second = SendAsync(key, "wait=30", leaving.Token);
        await WaitingAsync(key, 1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await WaitingAsync(key, 0);

        _held.Release();
        (await first).Dispose();
        using var next = await SendAsync(key);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task More_than_there_is_room_for_are_refused_at_once_and_another_tenant_is_not()
    {
        var (key, other) = (KeyOf("ada"), _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(tier: "free"), "bob"));
        var calls = new List<Task<HttpResponseMessage>> { SendAsync(key) };
        await ArrivedAsync(1);
        for (var call = 0; call < 20; call++)
        {
            calls.Add(SendAsync(key, "wait=50"));
        }

        await WaitingAsync(key, 20);
        using var refused = await SendAsync(key, "wait=50");
        using var answered = await _suite.GetAsync("/sessions", other);

        await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT");
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        _held.Release();
        Assert.All(await Task.WhenAll(calls), static answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task A_tenant_that_is_suspended_while_a_call_waits_is_refused_when_its_turn_comes()
    {
        var key = KeyOf("ada");
        var first = SendAsync(key);
        await ArrivedAsync(1);
        var second = SendAsync(key, "wait=50");
        await WaitingAsync(key, 1);
        _suite.Tenants.AddTenant("suspended", _tenant, epoch: 2, tier: "free");
        await Eventually.TrueAsync(async () =>
        {
            await _suite.BroadcastAsync(_tenant, new TenantSuspended(_tenant, 2));
            using var refused = await _suite.GetAsync("/limits", key);
            return refused.StatusCode == HttpStatusCode.Forbidden;
        });

        _held.Release();

        using var answer = await second;
        await Problem.AssertAsync(answer, HttpStatusCode.Forbidden, "TENANT_SUSPENDED");
        (await first).Dispose();
    }

    [Fact]
    public async Task A_call_waits_for_a_slot_of_its_users_own_and_keeps_nobody_else_of_the_tenant()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "free", quotas: "concurrent_requests=3");
        var (ada, bob) = (_suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "concurrent_requests=1"), _suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        var first = SendAsync(ada);
        await ArrivedAsync(1);
        var second = SendAsync(ada, "wait=30");
        await WaitingAsync(ada, 1);

        using (var others = await _suite.GetAsync("/sessions", bob))
        {
            Assert.Equal(HttpStatusCode.OK, others.StatusCode);
        }

        using (var passing = await _suite.GetAsync("/sessions", ada))
        {
            Assert.Equal("user", (await Problem.AssertAsync(passing, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT")).GetProperty("owner").GetString());
        }

        Assert.Equal([("user", 1)], await WaitsAsync(ada));
        Assert.Empty(await WaitsAsync(bob));
        _held.ReleaseOne();
        await ArrivedAsync(2);
        _held.ReleaseOne();
        using var answer = await second;
        Assert.Equal((HttpStatusCode.OK, "wait=30"), (answer.StatusCode, answer.Headers.GetValues("Preference-Applied").Single()));
        (await first).Dispose();
    }

    [Fact]
    public async Task A_call_that_has_its_users_slot_waits_on_for_the_tenants_and_gives_back_both()
    {
        var (ada, bob) = (_suite.Tenants.AddKey(TenantRole.User, _tenant, "ada", userQuotas: "concurrent_requests=1"), KeyOf("bob"));
        var running = SendAsync(bob);
        await ArrivedAsync(1);
        var first = SendAsync(ada, "wait=30");
        await WaitingAsync(ada, 1);
        var second = SendAsync(ada, "wait=30");
        await WaitingAsync(ada, 2);

        Assert.Equal([("tenant", 1), ("user", 1)], await WaitsAsync(ada));
        using (var late = await SendAsync(ada, "wait=1"))
        {
            Assert.Equal("user", (await Problem.AssertAsync(late, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT")).GetProperty("owner").GetString());
        }

        _held.Release();
        foreach (var call in new[] { running, first, second })
        {
            using var answer = await call;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var next = await SendAsync(ada);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Theory]
    [InlineData("wait=10", 10)]
    [InlineData("respond-async, WAIT = 7 ; x=y", 7)]
    [InlineData("wait=\"3\"", 3)]
    [InlineData("wait=0", null)]
    [InlineData("wait=-1", null)]
    [InlineData("wait=1.5", null)]
    [InlineData("wait", null)]
    [InlineData("wait=99999999999", null)]
    [InlineData("waiting=3, return=minimal", null)]
    [InlineData("", null)]
    public void A_preference_says_how_many_seconds_a_call_can_wait(string header, int? seconds) =>
        Assert.Equal(seconds is { } whole ? TimeSpan.FromSeconds(whole) : null, Preference.WaitOf(header));

    private string KeyOf(string user) => _suite.Tenants.AddKey(TenantRole.User, _tenant, user);

    private async Task<HttpResponseMessage> SendAsync(string key, string? prefer = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions/held");
        request.Headers.Add("X-API-Key", key);
        if (prefer is not null)
        {
            request.Headers.TryAddWithoutValidation("Prefer", prefer);
        }

        return await _suite.Client.SendAsync(request, cancellationToken);
    }

    private Task ArrivedAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(_held.Count == count));

    private Task WaitingAsync(string key, int count) => Eventually.TrueAsync(async () => (await PlacesAsync(key)).Count == count);

    private async Task<List<int>> PlacesAsync(string key) => [.. (await WaitsAsync(key)).Select(static call => call.Position)];

    private async Task<List<(string? Level, int Position)>> WaitsAsync(string key)
    {
        using var response = await _suite.GetAsync("/limits", key);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return [.. answer.GetProperty("waiting").EnumerateArray().Select(static call => (call.GetProperty("level").GetString(), call.GetProperty("position").GetInt32()))];
    }
}
