using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Guards;

/// <summary>Amounts of calls that are a user's or a key's own, within its tenant's.</summary>
public sealed class OwnLimitTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HeldCalls _held = new();
    private Suite _suite = null!;
    private string _tenant = "";

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync(_clock, _held.Map, ("Limits:Tiers:basic:api_calls_per_minute", "30"), ("Limits:Tiers:basic:api_calls_per_day", "5000"), ("Limits:Tiers:basic:concurrent_requests", "5"));
        _tenant = _suite.Tenants.AddTenant(tier: "basic");
    }

    public async Task DisposeAsync()
    {
        _held.Release();
        await _suite.DisposeAsync();
    }

    [Fact]
    public async Task A_users_own_calls_of_a_minute_bind_all_its_keys_and_nobody_else()
    {
        var (first, second) = (KeyOf("ada", user: "api_calls_per_minute=3"), KeyOf("ada", user: "api_calls_per_minute=3"));
        for (var call = 0; call < 3; call++)
        {
            using var response = await _suite.GetAsync("/sessions", call % 2 == 0 ? first : second);
            Assert.Equal((HttpStatusCode.OK, "\"minute\";q=3;w=60, \"day\";q=5000;w=86400"), (response.StatusCode, Header(response, "RateLimit-Policy")));
            Assert.Equal($"\"minute\";r={2 - call};t={20 * (call + 1)}, \"day\";r={4999 - call};t=43200", Header(response, "RateLimit"));
        }

        for (var call = 0; call < 40; call++)
        {
            using var refused = await _suite.GetAsync("/sessions", second);
            AssertCounted(await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "RATE_LIMITED"), "rate", "api_calls_per_minute", "user", 3, 3);
            Assert.Equal(("20", "\"minute\";r=0;t=20"), (Header(refused, "Retry-After"), Header(refused, "RateLimit")));
        }

        // What was refused took nothing of what the tenant's users share.
        using (var other = await _suite.GetAsync("/sessions", KeyOf("bob")))
        {
            Assert.Equal("\"minute\";r=26;t=8, \"day\";r=4996;t=43200", Header(other, "RateLimit"));
        }

        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(first));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first));
    }

    [Fact]
    public async Task The_smallest_of_key_user_and_tenant_refuses_and_what_the_others_gave_goes_back()
    {
        var (key, other) = (KeyOf("ada", "api_calls_per_day=9", "api_calls_per_day=2"), KeyOf("ada", "api_calls_per_day=9", "api_calls_per_minute=1000"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(key), await StatusAsync(key)));
        for (var call = 0; call < 20; call++)
        {
            using var refused = await _suite.GetAsync("/sessions", key);
            AssertCounted(await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED"), "quota", "api_calls_per_day", "key", 2, 2);
            Assert.Equal("43200", Header(refused, "Retry-After"));
        }

        for (var call = 0; call < 7; call++)
        {
            using var answer = await _suite.GetAsync("/sessions", other);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith($"\"minute\";r={27 - call};", Header(answer, "RateLimit"), StringComparison.Ordinal);
            Assert.EndsWith($"\"day\";r={6 - call};t=43200", Header(answer, "RateLimit"), StringComparison.Ordinal);
        }

        using var last = await _suite.GetAsync("/sessions", other);
        AssertCounted(await Problem.AssertAsync(last, HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED"), "quota", "api_calls_per_day", "user", 9, 9);
    }

    [Fact]
    public async Task The_tenants_amount_refuses_where_own_ones_are_larger_and_takes_nothing_of_them()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic", quotas: "api_calls_per_minute=2");
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "api_calls_per_minute=10");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(key), await StatusAsync(key)));
        for (var call = 0; call < 15; call++)
        {
            using var refused = await _suite.GetAsync("/sessions", key);
            AssertCounted(await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "RATE_LIMITED"), "rate", "api_calls_per_minute", "tenant", 2, 2);
            Assert.Equal("30", Header(refused, "Retry-After"));
        }

        _clock.Advance(TimeSpan.FromSeconds(30));
        using var answer = await _suite.GetAsync("/sessions", key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_users_slots_are_its_own_and_free_when_a_call_ends_however()
    {
        var key = KeyOf("ada", user: "concurrent_requests=1");
        using var leaving = new CancellationTokenSource();
        var first = HoldAsync(key, leaving.Token);
        await Eventually.TrueAsync(() => Task.FromResult(_held.Count == 1));

        for (var call = 0; call < 8; call++)
        {
            using var refused = await _suite.GetAsync("/sessions", key);
            AssertCounted(await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT"), "concurrency", "concurrent_requests", "user", 1, 1);
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(KeyOf("bob")));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Eventually.TrueAsync(async () => await StatusAsync(key) == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
    }

    [Fact]
    public async Task A_slot_of_ones_own_goes_back_where_the_tenant_has_none()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic", quotas: "concurrent_requests=1");
        var (ada, bob) = (_suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "concurrent_requests=2"), _suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        var running = HoldAsync(bob, CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(_held.Count == 1));
        for (var call = 0; call < 5; call++)
        {
            using var refused = await _suite.GetAsync("/sessions", ada);
            AssertCounted(await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT"), "concurrency", "concurrent_requests", "tenant", 1, 1);
        }

        _held.Release();
        (await running).Dispose();
        await Eventually.TrueAsync(async () => await StatusAsync(ada) == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("api_calls_per_minute=2", null, "user")]
    [InlineData(null, "api_calls_per_minute=2", "key")]
    public async Task A_token_is_bound_by_what_its_user_and_its_key_have_of_their_own(string? user, string? key, string level)
    {
        _suite.Tenants.AddUser(_tenant, "ada", user);
        using var issued = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", KeyOf("ada", user, key));
        var token = (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;

        // One was used to ask for the token.
        Assert.Equal(HttpStatusCode.OK, await TokenStatusAsync(token));
        using var refused = await _suite.GetWithTokenAsync("/sessions", token);
        AssertCounted(await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "RATE_LIMITED"), "rate", "api_calls_per_minute", level, 2, 2);
        Assert.Equal((user, key), (_suite.ContextOf(_suite["chat"].Seen.Last())!.Quotas.User, _suite.ContextOf(_suite["chat"].Seen.Last())!.Quotas.Key));
    }

    [Fact]
    public async Task Users_of_one_name_in_two_tenants_and_a_key_and_a_user_of_one_name_are_counted_apart()
    {
        const string one = "api_calls_per_day=1";
        var first = KeyOf("ada", user: one);
        var second = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(tier: "basic"), "ada", userQuotas: one);
        var byKey = KeyOf("bob", key: one);
        var byUser = KeyOf(TenantsStub.IdOf(byKey), user: one);
        foreach (var key in new[] { first, second, byKey, byUser })
        {
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (await StatusAsync(key), await StatusAsync(key)));
        }
    }

    [Fact]
    public async Task A_raise_of_an_own_amount_lasts_to_its_second()
    {
        var key = KeyOf("ada", user: $"api_calls_per_day=1;api_calls_per_day=3@{_clock.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds()}");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(key), await StatusAsync(key)));

        _clock.Advance(TimeSpan.FromSeconds(60));

        using var refused = await _suite.GetAsync("/sessions", key);
        AssertCounted(await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED"), "quota", "api_calls_per_day", "user", 1, 1);
    }

    [Fact]
    public async Task The_level_that_is_nearest_its_end_is_told()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic", quotas: "api_calls_per_minute=6");
        var (ada, bob) = (_suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "api_calls_per_minute=4"), _suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        for (var call = 0; call < 4; call++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(bob));
        }

        using var answer = await _suite.GetAsync("/sessions", ada);

        Assert.Equal(("\"minute\";q=6;w=60, \"day\";q=5000;w=86400", "\"minute\";r=1;t=50, \"day\";r=4995;t=43200"), (Header(answer, "RateLimit-Policy"), Header(answer, "RateLimit")));
    }

    [Fact]
    public async Task An_own_amount_of_nothing_allows_nothing()
    {
        using var minute = await _suite.GetAsync("/sessions", KeyOf("ada", user: "api_calls_per_minute=0"));
        using var day = await _suite.GetAsync("/sessions", KeyOf("bob", key: "api_calls_per_day=0"));
        using var slots = await _suite.GetAsync("/sessions", KeyOf("eve", user: "concurrent_requests=0"));

        AssertCounted(await Problem.AssertAsync(minute, HttpStatusCode.TooManyRequests, "RATE_LIMITED"), "rate", "api_calls_per_minute", "user", 0, 0);
        AssertCounted(await Problem.AssertAsync(day, HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED"), "quota", "api_calls_per_day", "key", 0, 0);
        AssertCounted(await Problem.AssertAsync(slots, HttpStatusCode.TooManyRequests, "CONCURRENT_LIMIT"), "concurrency", "concurrent_requests", "user", 0, 0);
        Assert.Equal("\"minute\";q=30;w=60, \"day\";q=0;w=86400", Header(day, "RateLimit-Policy"));
    }

    private static void AssertCounted(JsonElement problem, string guard, string quota, string owner, long limit, long used) =>
        Assert.Equal((guard, quota, owner, limit, used), (problem.GetProperty("guard").GetString(), problem.GetProperty("quota").GetString(), problem.GetProperty("owner").GetString(),
            problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64()));

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private string KeyOf(string userId, string? user = null, string? key = null) => _suite.Tenants.AddKey(TenantRole.User, _tenant, userId, userQuotas: user, keyQuotas: key);

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await _suite.GetAsync("/sessions", key);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> TokenStatusAsync(string token)
    {
        using var response = await _suite.GetWithTokenAsync("/sessions", token);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> HoldAsync(string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions/held");
        request.Headers.Add("X-API-Key", key);
        return await _suite.Client.SendAsync(request, cancellationToken);
    }
}
