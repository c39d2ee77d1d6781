using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Gateway.Tests.Guards;

/// <summary>Calls of a minute and of a day, and slots, at the gateway's door.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HeldCalls _held = new();
    private Suite _suite = null!;

    public async Task InitializeAsync() => _suite = await Suite.StartAsync(_clock, _held.Map, ("Limits:Tiers:basic:api_calls_per_day", "3"));

    public async Task DisposeAsync()
    {
        _held.Release();
        await _suite.DisposeAsync();
    }

    [Fact]
    public async Task The_call_above_the_minutes_limit_is_refused_with_how_much_and_until_when()
    {
        var key = KeyOf("free");
        for (var call = 0; call < 10; call++)
        {
            using var response = await _suite.GetAsync("/sessions", key);
            Assert.Equal((HttpStatusCode.OK, "\"minute\";q=10;w=60, \"day\";q=1000;w=86400"), (response.StatusCode, Header(response, "RateLimit-Policy")));
            Assert.Equal($"\"minute\";r={9 - call};t={6 * (call + 1)}, \"day\";r={999 - call};t=43200", Header(response, "RateLimit"));
        }

        var seen = _suite["chat"].Seen.Count;
        using var refused = await _suite.GetAsync("/sessions", key);

        var problem = await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        Assert.Equal((10, 10, "api_calls_per_minute", "rate", _clock.GetUtcNow().AddSeconds(6)), (problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64(),
            problem.GetProperty("quota").GetString(), problem.GetProperty("guard").GetString(), problem.GetProperty("resets_at").GetDateTimeOffset()));
        Assert.Equal(("6", "\"minute\";r=0;t=6"), (Header(refused, "Retry-After"), Header(refused, "RateLimit")));
        Assert.Equal(seen, _suite["chat"].Seen.Count);

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("/sessions", key));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/sessions", key));
    }

    [Fact]
    public async Task Who_has_used_up_the_day_still_learns_of_it_and_asks_for_more()
    {
        var key = KeyOf("basic");
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("/sessions", key));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("/sessions", key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/limits", key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/limits/explain", key));
        using var asked = await _suite.SendAsync(HttpMethod.Post, "/limits/requests", key, new StringContent("{}"));
        Assert.Equal("/limits/requests", _suite["tenants"].Seen.Last().Path);
    }

    [Fact]
    public async Task Where_nothing_is_allowed_nobody_is_told_to_wait()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(quotas: "api_calls_per_minute=0"), "ada");

        using var refused = await _suite.GetAsync("/sessions", key);

        var problem = await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        Assert.Null(refused.Headers.RetryAfter);
        Assert.Equal((0, JsonValueKind.Null), (problem.GetProperty("limit").GetInt64(), problem.GetProperty("resets_at").ValueKind));
    }

    [Fact]
    public async Task Every_key_and_token_of_a_tenant_counts_and_no_other_tenants()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "free");
        var keys = Enumerable.Range(0, 10).Select(user => _suite.Tenants.AddKey(TenantRole.User, tenant, $"user-{user}")).ToList();
        foreach (var key in keys)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("/reports", key));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("/schedule", keys[0]));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/schedule", KeyOf("free")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/tenants", _suite.Tenants.AddKey(TenantRole.Operator, null)));
    }

    [Fact]
    public async Task The_call_above_the_days_limit_is_refused_until_midnight_and_costs_none_of_the_minute()
    {
        var key = KeyOf("basic");
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("/sessions", key));
        }

        for (var call = 0; call < 40; call++)
        {
            using var refused = await _suite.GetAsync("/sessions", key);
            var problem = await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
            Assert.Equal(("43200", "api_calls_per_day", 3, 3), (Header(refused, "Retry-After"), problem.GetProperty("quota").GetString(),
                problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64()));
        }

        _clock.Advance(TimeSpan.FromSeconds(43199));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("/sessions", key));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/sessions", key));
    }

    [Fact]
    public async Task Calls_that_run_hold_a_slot_until_they_end_however_that_is()
    {
        var key = KeyOf("free");
        using var leaving = new CancellationTokenSource();
        var first = HoldAsync(key, leaving.Token);
        var second = HoldAsync(key, CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(_held.Count == 2));

        using (var refused = await _suite.GetAsync("/sessions", key))
        {
            var problem = await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT");
            Assert.Equal(("1", "concurrent_requests", 2, 2), (Header(refused, "Retry-After"), problem.GetProperty("quota").GetString(),
                problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64()));
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Eventually.TrueAsync(async () => await StatusAsync("/sessions", key) == HttpStatusCode.OK);

        _held.Release();
        using var answered = await second;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task A_module_that_does_not_answer_leaves_no_slot_taken()
    {
        await _suite.StopModuleAsync("reports");
        var key = KeyOf("free");
        for (var call = 0; call < 8; call++)
        {
            Assert.Equal(HttpStatusCode.BadGateway, await StatusAsync("/reports", key));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/sessions", key));
    }

    [Fact]
    public async Task Two_gateways_share_what_a_tenant_may_call()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        (string, string?)[] settings =
        [
            ("ConnectionStrings:cache", redis), ("Limits:Tiers:free:concurrent_requests", "1000"), ("Limits:Tiers:free:api_calls_per_day", "50"),
            ("Limits:Tiers:free:api_calls_per_minute", "100000"),
        ];
        await using var first = await Suite.StartAsync(settings: settings);
        await using var second = await Suite.StartAsync(settings: settings);
        var tenant = TestContexts.NewTenantId();
        var keys = new[] { first, second }.ToDictionary(static suite => suite, suite =>
            suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(tenantId: tenant, tier: "free"), "ada"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async call =>
        {
            var suite = call % 3 == 0 ? first : second;
            using var response = await suite.GetAsync("/sessions", keys[suite]);
            return response.StatusCode;
        }));

        Assert.Equal(50, answers.Count(static status => status == HttpStatusCode.OK));
        Assert.Equal(150, answers.Count(static status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Without_Redis_a_gateway_lets_a_share_of_the_calls_through()
    {
        await using var suite = await Suite.StartAsync(settings:
            [("ConnectionStrings:cache", $"127.0.0.1:{LocalProcess.FreePort().ToString(CultureInfo.InvariantCulture)}"), ("Limits:Tiers:free:api_calls_per_minute", "80")]);
        var key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(tier: "free"), "ada");
        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 30; call++)
        {
            using var response = await suite.GetAsync("/sessions", key);
            statuses.Add(response.StatusCode);
        }

        Assert.InRange(statuses.Count(static status => status == HttpStatusCode.OK), 10, 14);
        Assert.All(statuses, static status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private string KeyOf(string tier) => _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(tier: tier), "ada");

    private async Task<HttpStatusCode> StatusAsync(string path, string key)
    {
        using var response = await _suite.GetAsync(path, key);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> HoldAsync(string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions/held");
        request.Headers.Add("X-API-Key", key);
        return await _suite.Client.SendAsync(request, cancellationToken);
    }
}
