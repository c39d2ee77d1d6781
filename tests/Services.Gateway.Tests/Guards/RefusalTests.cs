using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Guards;

/// <summary>A refusal says what is true of that call: what is refused takes nothing, and who comes again when it says so is let in.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HeldCalls _held = new();
    private Suite _suite = null!;

    public async Task InitializeAsync() => _suite = await Suite.StartAsync(_clock, _held.Map);

    public async Task DisposeAsync()
    {
        _held.Release();
        await _suite.DisposeAsync();
    }

    [Fact]
    public async Task Of_thirty_at_once_two_run_the_others_find_no_slot_and_the_minute_has_lost_two()
    {
        var key = KeyOf(_suite.Tenants.AddTenant(tier: "free"), "ada");

        var (running, refused) = await HoldManyAsync(30, key);

        Assert.Equal(2, running.Count);
        Assert.All(refused, static answer => Assert.Equal("CONCURRENT_LIMIT", answer));
        Assert.Equal(28, refused.Count);
        _held.Release();
        await Task.WhenAll(running);
        for (var call = 7; call >= 0; call--)
        {
            // The slot of the call before is free a moment after its answer has come; a call that finds none takes nothing.
            using var answer = await Eventually.GetAsync(() => _suite.GetAsync("/sessions", key), static answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.StartsWith($"\"minute\";r={call};", Header(answer, "RateLimit"), StringComparison.Ordinal);
        }

        Assert.Equal("RATE_LIMITED", await CodeAsync("/sessions", key));
    }

    [Fact]
    public async Task Of_many_at_once_whose_day_is_used_up_each_is_told_of_the_day()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "free", quotas: "api_calls_per_day=1");
        var key = KeyOf(tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        var (running, refused) = await HoldManyAsync(30, key);

        Assert.Empty(running);
        Assert.All(refused, static answer => Assert.Equal("QUOTA_EXCEEDED", answer));
    }

    [Fact]
    public async Task Of_many_at_once_that_no_policy_allows_each_is_told_of_the_policy_and_keeps_nothing_from_others()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "free", quotas: "api_calls_per_minute=100000;concurrent_requests=3");
        _suite.Tenants.Policies[tenant] = new VersionedPolicies(1,
        [
            new Policy { Name = "all", Effect = "allow", Priority = 0, Principals = ["*"], Resources = ["*"], Actions = ["*"] },
            new Policy { Name = "not-ada", Effect = "deny", Priority = 1, Principals = ["user:ada"], Resources = ["method:*"], Actions = ["*"] },
        ]);
        var (ada, bob) = (KeyOf(tenant, "ada"), KeyOf(tenant, "bob"));
        var ended = new TaskCompletionSource();
        var others = OthersAsync(bob, ended.Task);

        var answers = new ConcurrentBag<string>();
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => answers.Add(await CodeAsync("/sessions", ada))));
        }

        ended.SetResult();
        Assert.All(answers, static answer => Assert.Equal("POLICY_DENIED", answer));
        Assert.All(await others, static answer => Assert.Equal("", answer));
    }

    [Fact]
    public async Task One_that_floods_beyond_its_own_amount_keeps_no_slot_from_others_for_a_moment()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "free", quotas: "api_calls_per_minute=100000;concurrent_requests=3");
        var (ada, bob) = (_suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "api_calls_per_minute=1"), KeyOf(tenant, "bob"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ada));
        var ended = new TaskCompletionSource();
        var others = OthersAsync(bob, ended.Task);

        var answers = new ConcurrentBag<string>();
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => answers.Add(await CodeAsync("/sessions", ada))));
        }

        ended.SetResult();
        Assert.All(answers, static answer => Assert.Equal("RATE_LIMITED", answer));
        Assert.All(await others, static answer => Assert.Equal("", answer));
    }

    [Theory]
    [InlineData("api_calls_per_minute=1", "api_calls_per_minute=3", "api_calls_per_minute=2", 60, "RATE_LIMITED", "key")]
    [InlineData("api_calls_per_minute=3", "api_calls_per_minute=1", "api_calls_per_minute=2", 60, "RATE_LIMITED", "user")]
    [InlineData("api_calls_per_minute=3", "api_calls_per_minute=2", "api_calls_per_minute=1", 60, "RATE_LIMITED", "tenant")]
    [InlineData("api_calls_per_minute=2", "api_calls_per_minute=2", "api_calls_per_minute=2;api_calls_per_day=2", 43200, "RATE_LIMITED", "key")]
    [InlineData("api_calls_per_day=2", "api_calls_per_minute=2", "api_calls_per_minute=20", 43200, "RATE_LIMITED", "user")]
    public async Task Whoever_comes_again_when_it_is_told_to_is_let_in_and_a_second_sooner_not(string key, string user, string tenant, int wait, string code, string owner)
    {
        var id = _suite.Tenants.AddTenant(tier: "free", quotas: $"{tenant};concurrent_requests=9");
        var caller = _suite.Tenants.AddKey(TenantRole.User, id, "ada", userQuotas: user, keyQuotas: key);
        // All of them, at least at one level; of the others with a key and a user that have no amounts of their own.
        foreach (var credential in new[] { caller, caller, _suite.Tenants.AddKey(TenantRole.User, id, "ada", userQuotas: user), KeyOf(id, "bob") })
        {
            while (await StatusAsync(credential) == HttpStatusCode.OK)
            {
                Assert.True(_suite["chat"].Seen.Count < 200);
            }
        }

        using var refused = await _suite.GetAsync("/sessions", caller);

        var problem = await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, code);
        Assert.Equal((wait.ToString(CultureInfo.InvariantCulture), owner), (Header(refused, "Retry-After"), problem.GetProperty("owner").GetString()));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(wait), problem.GetProperty("resets_at").GetDateTimeOffset());
        _clock.Advance(TimeSpan.FromSeconds(wait - 1));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(caller));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(caller));
    }

    [Fact]
    public async Task Whoever_has_no_call_of_the_minute_and_none_of_the_day_is_told_which_lasts_longest()
    {
        var key = KeyOf(_suite.Tenants.AddTenant(tier: "free", quotas: "api_calls_per_minute=1;api_calls_per_day=1"), "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        using var refused = await _suite.GetAsync("/sessions", key);

        var problem = await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        var longest = problem.GetProperty("longest");
        Assert.Equal(("quota", "api_calls_per_day", "tenant"), (longest.GetProperty("guard").GetString(), longest.GetProperty("quota").GetString(), longest.GetProperty("owner").GetString()));
        Assert.Equal(("rate", "api_calls_per_minute", 1), (problem.GetProperty("guard").GetString(), problem.GetProperty("quota").GetString(), problem.GetProperty("limit").GetInt64()));
    }

    [Fact]
    public async Task Whoever_finds_no_slot_and_no_call_of_the_day_is_not_told_to_come_again_in_a_second()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "free", quotas: "concurrent_requests=1;api_calls_per_day=1");
        var key = KeyOf(tenant, "ada");
        var (running, _) = await HoldManyAsync(1, key);

        using var refused = await _suite.GetAsync("/sessions", key);

        await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT");
        Assert.Equal("43200", Header(refused, "Retry-After"));
        Assert.Equal(1, running.Count(static call => !call.IsCompleted));
    }

    [Fact]
    public async Task Where_one_level_allows_nothing_nobody_is_told_to_wait_for_another()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(tier: "free", quotas: "api_calls_per_minute=1"), "ada", userQuotas: "api_calls_per_day=0");

        using var first = await _suite.GetAsync("/sessions", key);
        await Problem.AssertAsync(first, HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
        Assert.Null(first.Headers.RetryAfter);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private string KeyOf(string tenant, string user) => _suite.Tenants.AddKey(TenantRole.User, tenant, user);

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await _suite.GetAsync("/sessions", key);
        return response.StatusCode;
    }

    private async Task<string> CodeAsync(string path, string key)
    {
        using var response = await _suite.GetAsync(path, key);
        return response.IsSuccessStatusCode ? "" : JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("code").GetString()!;
    }

    private async Task<List<string>> OthersAsync(string key, Task ended)
    {
        var answers = new List<string>();
        while (!ended.IsCompleted)
        {
            answers.Add(await CodeAsync("/sessions", key));
        }

        return answers;
    }

    // Those that run, and what the others are refused with.
    private async Task<(List<Task<string>> Running, List<string> Refused)> HoldManyAsync(int count, string key)
    {
        var calls = Enumerable.Range(0, count).Select(_ => CodeAsync("/sessions/held", key)).ToList();
        int Settled() => _held.Count + calls.Count(static call => call.IsCompleted);
        await Eventually.TrueAsync(() => Task.FromResult(Settled() == count));
        return (calls.FindAll(static call => !call.IsCompleted), [.. calls.Where(static call => call.IsCompleted).Select(static call => call.Result)]);
    }
}
