using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Gateway.Tests.Features;

public sealed class LimitsTests : IAsyncLifetime
{
    private readonly HeldCalls _held = new();
    private (long Sessions, long Bytes)? _kept = (0, 0);
    private TaskCompletionSource? _hangs;
    private Suite _suite = null!;

    public async Task InitializeAsync() => _suite = await Suite.StartAsync(null, Map, ("Limits:Tiers:basic:api_calls_per_day", "70"));

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
        Assert.Equal((70, 5, 65), Amounts(limits["api_calls_per_day"]));
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

    [Fact]
    public async Task What_a_user_and_a_key_have_of_their_own_is_shown_with_what_each_level_has_used()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic");
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "api_calls_per_day=40;concurrent_requests=3;sessions=2", keyQuotas: "api_calls_per_day=20;tokens_per_day=100");
        var other = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "api_calls_per_day=40;concurrent_requests=3;sessions=2");
        for (var call = 0; call < 3; call++)
        {
            (await _suite.GetAsync("/sessions", call == 0 ? key : other)).Dispose();
        }

        (await _suite.GetAsync("/sessions", _suite.Tenants.AddKey(TenantRole.User, tenant, "bob"))).Dispose();
        var limits = Limits(await ReadAsync("/limits", key));
        var explained = Limits(await ReadAsync("/limits/explain", key));

        Assert.Equal((20, 1, 19), Amounts(limits["api_calls_per_day"]));
        Assert.Equal(("key", "user", "tier", "user", "key"), (limits["api_calls_per_day"].GetProperty("binds").GetString(), limits["concurrent_requests"].GetProperty("binds").GetString(),
            limits["api_calls_per_minute"].GetProperty("binds").GetString(), limits["sessions"].GetProperty("binds").GetString(), limits["tokens_per_day"].GetProperty("binds").GetString()));
        Assert.Equal((3, 0, 3), Amounts(limits["concurrent_requests"]));
        Assert.Equal((2, JsonValueKind.Null), (limits["sessions"].GetProperty("limit").GetInt64(), limits["sessions"].GetProperty("used").ValueKind));
        Assert.Equal((100, 0, 100), Amounts(limits["tokens_per_day"]));
        Assert.Equal([(20, 1), (40, 3), (null, 4)], explained["api_calls_per_day"].GetProperty("chain").EnumerateArray().Take(3).Select(static level => (Long(level, "limit"), Long(level, "used"))));
        Assert.Equal((20, "key"), (explained["api_calls_per_day"].GetProperty("limit").GetInt64(), explained["api_calls_per_day"].GetProperty("binds").GetString()));
    }

    [Fact]
    public async Task What_is_left_is_the_least_of_the_chain()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic", quotas: "api_calls_per_day=8");
        var (ada, bob) = (_suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "api_calls_per_day=5"), _suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        for (var call = 0; call < 5; call++)
        {
            (await _suite.GetAsync("/sessions", bob)).Dispose();
        }

        Assert.Equal((5, 0, 3), Amounts(Limits(await ReadAsync("/limits", ada))["api_calls_per_day"]));
    }

    [Fact]
    public async Task A_raise_of_what_is_nobodys_own_is_not_said_to_limit()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(tier: "basic"), "ada", userQuotas: "sessions=900@4000000000");

        var sessions = Limits(await ReadAsync("/limits/explain", key))["sessions"];

        Assert.Equal((50, "tier", null), (sessions.GetProperty("limit").GetInt64(), sessions.GetProperty("binds").GetString(), Long(sessions.GetProperty("chain")[1], "limit")));
    }

    [Fact]
    public async Task What_a_tenant_keeps_is_told_by_the_chat_module_and_what_it_does_not_say_is_no_error()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic");
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        _kept = (12, 1_500_001);
        var limits = Limits(await ReadAsync("/limits", key));
        Assert.Equal(((50, 12, 38), (500, 2, 498)), (Amounts(limits["sessions"]), Amounts(limits["storage"])));
        Assert.Equal(12, Limits(await ReadAsync("/limits/explain", key))["sessions"].GetProperty("chain")[2].GetProperty("used").GetInt64());
        Assert.Equal(JsonValueKind.Null, limits["sessions"].GetProperty("unavailable").ValueKind);

        _kept = null;
        foreach (var path in new[] { "/limits", "/limits/explain" })
        {
            var sessions = Limits(await ReadAsync(path, key))["sessions"];
            var level = path == "/limits" ? sessions : sessions.GetProperty("chain")[2];
            Assert.Equal((JsonValueKind.Null, "chat"), (level.GetProperty("used").ValueKind, level.GetProperty("unavailable").GetString()));
        }

        await _suite.StopModuleAsync("chat");
        Assert.Equal((50, "chat"), (Limits(await ReadAsync("/limits", key))["sessions"].GetProperty("limit").GetInt64(), Limits(await ReadAsync("/limits", key))["storage"].GetProperty("unavailable").GetString()));
    }

    [Fact]
    public async Task A_chat_module_that_hangs_holds_up_nobody_who_asks_for_limits()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant(tier: "basic"), "ada");
        _hangs = new();

        var sessions = Limits(await ReadAsync("/limits", key))["sessions"];

        Assert.Equal("chat", sessions.GetProperty("unavailable").GetString());
        _hangs.SetResult();
    }

    [Fact]
    public async Task Money_is_told_in_the_currency_with_what_each_level_has_used_and_reserved()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic", quotas: "money_per_day=20000000;money_per_run=1500000");
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada", userQuotas: "money_per_day=5000000", keyQuotas: "tool_calls_per_run=9");
        await SpendAsync(tenant, "tenant", ("m:chat", "3|1000000"), ("m:reports", "1|6250000"), ("r:call", "99999999999999|500000"));
        await SpendAsync(tenant, "user:ada", ("m:chat", "3|1000001"), ("r:call", "99999999999999|500000"));

        var limits = Limits(await ReadAsync("/limits", key));
        var explained = Limits(await ReadAsync("/limits/explain", key));

        Assert.Equal(["5", "1.000001", "0.5", "3.499999", "\"user\"", "\"money\""], Raw(limits["money_per_day"], "limit", "used", "reserved", "remaining", "binds", "unit"));
        Assert.Equal(CalendarDay.At(DateTimeOffset.UtcNow, "UTC").End, limits["money_per_day"].GetProperty("resets_at").GetDateTimeOffset());
        Assert.Equal(["1.5", "null", "null", "\"tenant\""], Raw(limits["money_per_run"], "limit", "used", "resets_at", "binds"));
        Assert.Equal(["9", "\"key\""], Raw(limits["tool_calls_per_run"], "limit", "binds"));
        Assert.Equal(["null", "null"], Raw(limits["tokens_per_run"], "limit", "binds"));
        Assert.Equal([["null", "null"], ["5", "1.000001"], ["20", "7.25"], ["null", "null"], ["null", "null"]],
            explained["money_per_day"].GetProperty("chain").EnumerateArray().Select(static level => Raw(level, "limit", "used")));
    }

    [Fact]
    public async Task What_a_tenants_day_has_cost_is_told_where_nothing_limits_it_too()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "basic");
        await SpendAsync(tenant, "tenant", ("m:chat", "3|1250000"));

        var money = Limits(await ReadAsync("/limits", _suite.Tenants.AddKey(TenantRole.User, tenant, "ada")))["money_per_day"];

        Assert.Equal(["null", "1.25", "0", "null", "null"], Raw(money, "limit", "used", "reserved", "remaining", "binds"));
    }

    [Fact]
    public async Task What_the_installation_lets_nobody_exceed_is_what_binds()
    {
        await using var suite = await Suite.StartAsync(null, null, ("Limits:Tokens:MoneyPerDay", "2000000"), ("Limits:Tokens:MoneyPerUserDay", "1000000"), ("Limits:Tokens:ToolCallsPerRun", "30"));
        var key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(quotas: "money_per_day=20000000;tool_calls_per_run=8"), "ada");
        using var listed = await suite.GetAsync("/limits", key);
        using var chained = await suite.GetAsync("/limits/explain", key);
        var (limits, explained) = (Limits(await listed.Content.ReadFromJsonAsync<JsonElement>()), Limits(await chained.Content.ReadFromJsonAsync<JsonElement>()));

        Assert.Equal(["1", "\"user\""], Raw(limits["money_per_day"], "limit", "binds"));
        Assert.Equal(["8", "\"tenant\""], Raw(limits["tool_calls_per_run"], "limit", "binds"));
        Assert.Equal(["null", "1", "20", "2", "2"], explained["money_per_day"].GetProperty("chain").EnumerateArray().Select(static level => level.GetProperty("limit").GetRawText()));

        var admin = suite.Tenants.AddKey(TenantRole.TenantAdmin, suite.Tenants.AddTenant(quotas: "money_per_day=20000000"));
        using var ofTenant = await suite.GetAsync("/limits", admin);
        Assert.Equal(["2", "\"installation\""], Raw(Limits(await ofTenant.Content.ReadFromJsonAsync<JsonElement>())["money_per_day"], "limit", "binds"));
    }

    // As the ledger's budgets lie in Redis.
    private Task SpendAsync(string tenant, string owner, params (string Field, string Value)[] fields)
    {
        var day = CalendarDay.At(DateTimeOffset.UtcNow, "UTC");
        var key = FormattableString.Invariant($"nanobot:budget:{{{tenant}}}:{owner}:money:{day.Start.ToUnixTimeSeconds()}:{day.End.ToUnixTimeSeconds()}");
        return _suite.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().HashSetAsync(key, [.. fields.Select(static field => new HashEntry(field.Field, field.Value))]);
    }

    private static IEnumerable<string> Raw(JsonElement limit, params string[] names) => names.Select(name => limit.GetProperty(name).GetRawText());

    private static Dictionary<string, JsonElement> Limits(JsonElement answer) => answer.GetProperty("limits").EnumerateArray().ToDictionary(static limit => limit.GetProperty("quota").GetString()!);

    private static long? Long(JsonElement element, string name) => element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    private void Map(string module, WebApplication app)
    {
        _held.Map(module, app);
        if (module == "chat")
        {
            app.MapGet("/internal/tenants/{id}/usage", async (HttpContext http, string id) =>
            {
                if (_hangs is { } hangs)
                {
                    await hangs.Task.WaitAsync(Eventually.Deadline);
                }

                var context = TestContexts.Codec(TimeProvider.System, "chat").Verify(http.Request.Headers[TenantHeaders.Context], ContextAudience.Request);
                return context?.Role == TenantRole.Gateway && _kept is { } kept ? Results.Json(new { sessions = kept.Sessions, storage_bytes = kept.Bytes }) : Results.StatusCode(503);
            });
        }
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
