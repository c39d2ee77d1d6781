using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Features;

public sealed class LimitsTests : IAsyncLifetime
{
    private readonly HeldCalls _held = new();
    private Suite _suite = null!;

    public async Task InitializeAsync() => _suite = await Suite.StartAsync(null, _held.Map, ("Limits:Tiers:basic:api_calls_per_day", "70"));

    public async Task DisposeAsync()
    {
        _held.Release();
        await _suite.DisposeAsync();
    }

    [Fact]
    public async Task A_caller_sees_every_limit_how_much_is_used_and_when_it_is_there_again()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic");
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var running = _suite.GetAsync("/sessions/held", key);
        await Eventually.TrueAsync(() => Task.FromResult(_held.Count == 1));
        for (var call = 0; call < 4; call++)
        {
            (await _suite.GetAsync("/sessions", key)).Dispose();
        }

        var answer = await ReadAsync("/limits", key);

        Assert.Equal((tenant, "basic", "UTC"), (answer.GetProperty("tenant_id").GetString(), answer.GetProperty("tier").GetString(), answer.GetProperty("time_zone").GetString()));
        var limits = answer.GetProperty("limits").EnumerateArray().ToDictionary(static limit => limit.GetProperty("quota").GetString()!);
        Assert.Equal(QuotaType.All.Select(static quota => quota.Value), limits.Keys);
        Assert.Equal((70, 6, 64), Amounts(limits["api_calls_per_day"]));
        Assert.Equal((5, 1, 4), Amounts(limits["concurrent_requests"]));
        Assert.Equal(30, limits["api_calls_per_minute"].GetProperty("limit").GetInt64());
        Assert.InRange(limits["api_calls_per_minute"].GetProperty("used").GetInt64(), 4, 6);
        Assert.InRange((limits["api_calls_per_day"].GetProperty("resets_at").GetDateTimeOffset().TimeOfDay + TimeSpan.FromHours(12)).TotalSeconds % 86400, 43199, 43201);
        Assert.Equal((50_000, "tier"), (limits["tokens_per_day"].GetProperty("limit").GetInt64(), limits["tokens_per_day"].GetProperty("binds").GetString()));
        Assert.Empty(answer.GetProperty("waiting").EnumerateArray());
        _held.Release();
        (await running).Dispose();
    }

    [Fact]
    public async Task The_explanation_has_the_whole_chain_and_what_binds()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic", quotas: "sessions=7;api_calls_per_minute=500@4000000000;agents=9@1000000000");
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");

        var answer = await ReadAsync("/limits/explain", key);

        var limits = answer.GetProperty("limits").EnumerateArray().ToDictionary(static limit => limit.GetProperty("quota").GetString()!);
        Assert.All(limits.Values, static limit => Assert.Equal(["key", "user", "tenant", "tier", "installation"],
            limit.GetProperty("chain").EnumerateArray().Select(static level => level.GetProperty("level").GetString())));
        Assert.Equal((7, "tenant"), (limits["sessions"].GetProperty("limit").GetInt64(), limits["sessions"].GetProperty("binds").GetString()));
        Assert.Equal((500, "tenant"), (limits["api_calls_per_minute"].GetProperty("limit").GetInt64(), limits["api_calls_per_minute"].GetProperty("binds").GetString()));
        Assert.Equal(4_000_000_000, limits["api_calls_per_minute"].GetProperty("chain")[2].GetProperty("until").GetDateTimeOffset().ToUnixTimeSeconds());
        Assert.Equal((3, "tier"), (limits["agents"].GetProperty("limit").GetInt64(), limits["agents"].GetProperty("binds").GetString()));
        Assert.Equal((70, 70), (limits["api_calls_per_day"].GetProperty("limit").GetInt64(), limits["api_calls_per_day"].GetProperty("chain")[4].GetProperty("limit").GetInt64()));
    }

    [Fact]
    public async Task The_limits_are_told_while_every_slot_is_taken_and_to_members_of_a_tenant_alone()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(tier: "free"), "ada");
        var (first, second) = (_suite.GetAsync("/sessions/held", key), _suite.GetAsync("/sessions/held", key));
        await Eventually.TrueAsync(() => Task.FromResult(_held.Count == 2));

        var answer = await ReadAsync("/limits", key);
        using var operators = await _suite.GetAsync("/limits", _suite.Tenants.AddKey(TenantRole.Operator, null));
        using var nobody = await _suite.GetAsync("/limits/explain");

        Assert.Equal((2, 2, 0), Amounts(answer.GetProperty("limits").EnumerateArray().Single(static limit => limit.GetProperty("quota").GetString() == "concurrent_requests")));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (operators.StatusCode, nobody.StatusCode));
        _held.Release();
        (await first).Dispose();
        (await second).Dispose();
    }

    private static (long Limit, long Used, long Remaining) Amounts(JsonElement limit) =>
        (limit.GetProperty("limit").GetInt64(), limit.GetProperty("used").GetInt64(), limit.GetProperty("remaining").GetInt64());

    private async Task<JsonElement> ReadAsync(string path, string key)
    {
        using var response = await _suite.GetAsync(path, key);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
