using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using StackExchange.Redis;

namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>That a limit is near is told to those whom it concerns, once.</summary>
public sealed class LimitWarningTests
{
    private static readonly (string, string?)[] Settings =
        [("Sockets:WarnEvery", "00:00:00.100"), ("Limits:Tiers:professional:api_calls_per_day", "20"), ("Limits:Tiers:professional:tokens_per_day", "1000")];

    [Fact]
    public async Task The_days_calls_are_told_to_the_tenants_administrators_at_each_threshold_once_and_to_nobody_else()
    {
        await using var suite = await Suite.StartAsync(settings: Settings);
        var (tenant, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var adminKey = suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant);
        var (admin, hello) = await SocketClient.GreetAsync(suite, adminKey);
        var (ada, _) = await SocketClient.GreetAsync(suite, key);
        var (stranger, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, other));
        await using var _1 = admin;
        await using var _2 = ada;
        await using var _3 = stranger;
        Assert.Contains("limits.warning", hello.GetProperty("features").GetProperty("events").EnumerateArray().Select(static name => name.GetString()));

        await CallAsync(suite, key, until: 16);
        var first = await admin.NextAsync();
        Assert.Equal("limits.warning", first.GetProperty("event").GetString());
        var payload = first.GetProperty("payload");
        Assert.Equal(("api_calls_per_day", 80, 20L, "tenant"), (payload.GetProperty("quota").GetString(), payload.GetProperty("threshold").GetInt32(),
            payload.GetProperty("limit").GetInt64(), payload.GetProperty("scope").GetString()));
        Assert.InRange(payload.GetProperty("used").GetInt64(), 16, 18);
        Assert.Equal(CalendarDay.At(DateTimeOffset.UtcNow, "UTC").End, payload.GetProperty("resets_at").GetDateTimeOffset());
        Assert.NotNull(first.GetProperty("cursor").GetString());

        await CallAsync(suite, key, until: 20);
        Assert.Equal(95, ThresholdOf(await admin.NextAsync()));
        Assert.Equal(100, ThresholdOf(await admin.NextAsync()));

        // Whoever comes now finds them in its snapshot, and is not told again; nor are those told who are no administrators.
        var (late, _) = await SocketClient.GreetAsync(suite, adminKey);
        await using var _4 = late;
        foreach (var client in new[] { admin, ada, late, stranger })
        {
            await client.RequestAsync("1", "health");
            Assert.Equal("response", (await client.NextAsync()).GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task What_a_gateway_has_told_another_one_that_comes_later_does_not_tell_again()
    {
        var redis = Nanobot.Testing.Stores.SuiteStores.Shared.CreateRedis();
        await using var first = await Suite.StartAsync(settings: [.. Settings, ("ConnectionStrings:cache", redis)]);
        await using var second = await Suite.StartAsync(settings: [.. Settings, ("ConnectionStrings:cache", redis)]);
        var tenant = first.Tenants.AddTenant();
        second.Tenants.AddTenant(tenantId: tenant);
        var (here, _) = await SocketClient.GreetAsync(first, first.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        await using var _1 = here;
        await SpendAsync(first, tenant, "tenant", 850);
        Assert.Equal(80, ThresholdOf(await here.NextAsync()));

        var (there, _) = await SocketClient.GreetAsync(second, second.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        await using var _2 = there;
        // Told by both from now on: the other threshold comes, and nothing before it.
        await SpendAsync(first, tenant, "tenant", 960);
        Assert.Equal(95, ThresholdOf(await there.NextAsync()));
        Assert.Equal(95, ThresholdOf(await here.NextAsync()));
    }

    [Fact]
    public async Task A_users_own_amount_is_told_to_the_user_and_the_administrators()
    {
        await using var suite = await Suite.StartAsync(settings: Settings);
        var tenant = suite.Tenants.AddTenant();
        suite.Tenants.AddUser(tenant, "ada", quotas: "tokens_per_day=100");
        suite.Tenants.AddUser(tenant, "bob");
        var (ada, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        var (bob, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        var (admin, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        await using var _1 = ada;
        await using var _2 = bob;
        await using var _3 = admin;

        await SpendAsync(suite, tenant, "user:ada", 96);

        foreach (var client in new[] { ada, admin })
        {
            var told = await client.NextAsync();
            Assert.Equal((80, "user", "ada", "tokens_per_day"), (ThresholdOf(told), told.GetProperty("payload").GetProperty("scope").GetString(),
                told.GetProperty("payload").GetProperty("user_id").GetString(), told.GetProperty("payload").GetProperty("quota").GetString()));
            Assert.Equal(95, ThresholdOf(await client.NextAsync()));
        }

        await bob.RequestAsync("1", "health");
        Assert.Equal("response", (await bob.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Money_of_the_day_is_told_in_the_currency()
    {
        await using var suite = await Suite.StartAsync(settings: Settings);
        var tenant = suite.Tenants.AddTenant(quotas: "money_per_day=12500000");
        var (admin, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        await using var _1 = admin;

        await SpendAsync(suite, tenant, "tenant", 10_000_001, "money");

        var payload = (await admin.NextAsync()).GetProperty("payload");
        Assert.Equal(("money_per_day", 80, "12.5", "10.000001"), (payload.GetProperty("quota").GetString(), payload.GetProperty("threshold").GetInt32(),
            payload.GetProperty("limit").GetRawText(), payload.GetProperty("used").GetRawText()));
    }

    [Fact]
    public async Task A_key_whose_scopes_do_not_reach_the_limits_is_not_told_of_them()
    {
        await using var suite = await Suite.StartAsync(settings: Settings);
        var tenant = suite.Tenants.AddTenant();
        var (narrow, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant, scopes: ["reports.get", "sockets.open", "health"]));
        var (wide, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        await using var _1 = narrow;
        await using var _2 = wide;

        await SpendAsync(suite, tenant, "tenant", 850);

        Assert.Equal(80, ThresholdOf(await wide.NextAsync()));
        await narrow.RequestAsync("1", "health");
        Assert.Equal("response", (await narrow.NextAsync()).GetProperty("type").GetString());
    }

    private static int ThresholdOf(JsonElement told) => told.GetProperty("payload").GetProperty("threshold").GetInt32();

    // To be let in counts as well, so the calls are counted by what is told of them.
    private static async Task CallAsync(Suite suite, string key, int until)
    {
        while (true)
        {
            using var response = await suite.GetAsync("/sessions", key);
            if (!response.IsSuccessStatusCode || UsedOf(response) >= until)
            {
                return;
            }
        }
    }

    private static long UsedOf(HttpResponseMessage response)
    {
        var day = response.Headers.GetValues("RateLimit").Single().Split(',').Single(static part => part.Contains("day", StringComparison.Ordinal));
        return 20 - long.Parse(day.Split(';').Single(static part => part.Trim().StartsWith("r=", StringComparison.Ordinal)).Trim()[2..], CultureInfo.InvariantCulture);
    }

    // As the ledger's budgets lie in Redis.
    private static Task SpendAsync(Suite suite, string tenant, string owner, long used, string unit = "tokens")
    {
        var day = CalendarDay.At(DateTimeOffset.UtcNow, "UTC");
        var key = string.Create(CultureInfo.InvariantCulture, $"nanobot:budget:{{{tenant}}}:{owner}:{unit}:{day.Start.ToUnixTimeSeconds()}:{day.End.ToUnixTimeSeconds()}");
        return suite.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().HashSetAsync(key, "m:chat", $"1|{used}");
    }
}
