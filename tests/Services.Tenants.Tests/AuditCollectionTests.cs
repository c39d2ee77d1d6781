using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Contracts.Audit;
using Nanobot.Platform.Bus.RollCalls;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Core.Work;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Whoever reads the audit finds what gateways answered before, or is told up to when everything is there.</summary>
public sealed class AuditCollectionTests : IAsyncLifetime
{
    // Longer than anything takes on a machine that is busy with other tests.
    private readonly TenantsFactory _app = new("Audit:TellTimeout", "00:00:05");
    private readonly List<IHost> _gateways = [];
    private string _tenant = "";

    public async Task InitializeAsync() => _tenant = await _app.CreateTenantAsync();

    public async Task DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.StopAsync();
            gateway.Dispose();
        }

        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Each_reading_has_what_every_gateway_held_when_it_began()
    {
        await GatewayAsync(TellOneAsync);
        await GatewayAsync(TellOneAsync);
        await Eventually.TrueAsync(async () => (await ReadAsync()).CompleteUntil is not null);
        var before = (await ReadAsync()).Items;

        for (var i = 1; i <= 10; i++)
        {
            var began = DateTimeOffset.UtcNow;
            var (items, completeUntil) = await ReadAsync();

            Assert.Equal(before + (2 * i), items);
            Assert.InRange(completeUntil!.Value, began.AddMilliseconds(-50), DateTimeOffset.UtcNow);
        }
    }

    [Fact]
    public async Task Readers_at_once_share_a_call_but_none_that_began_before_them()
    {
        var (holding, told) = (0, 0);
        await GatewayAsync(_ =>
        {
            Interlocked.Exchange(ref told, Volatile.Read(ref holding));
            return Task.FromResult(true);
        });
        await Eventually.TrueAsync(async () => (await ReadAsync()).CompleteUntil is not null);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var mine = Interlocked.Increment(ref holding);
            await ReadAsync();
            Assert.True(Volatile.Read(ref told) >= mine);
        }));
    }

    [Fact]
    public async Task A_gateway_that_stands_still_holds_up_one_reading_and_the_others_say_up_to_when_all_is_there()
    {
        var stands = false;
        await GatewayAsync(TellOneAsync);
        await GatewayAsync(async stopping =>
        {
            await (Volatile.Read(ref stands) ? Task.Delay(Timeout.Infinite, stopping) : Task.CompletedTask);
            return true;
        });
        // Both have to be there.
        await Eventually.TrueAsync(async () => (await ReadAsync()).CompleteUntil is not null && await ListenersAsync() == 2);
        var (_, until) = await ReadAsync();
        Volatile.Write(ref stands, true);
        var (first, stood) = await ReadAsync();
        Assert.Equal(until, stood);
        var fastest = TimeSpan.MaxValue;
        await Eventually.TrueAsync(async () =>
        {
            var watch = Stopwatch.StartNew();
            var (items, still) = await ReadAsync();
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
            Assert.Equal(until, still);
            return items > first;
        });
        Assert.True(fastest < TimeSpan.FromSeconds(4), $"took {fastest}");
    }

    [Fact]
    public async Task One_that_cannot_tell_and_one_that_is_gone_hold_up_nobody_and_are_not_counted_as_told()
    {
        var can = true;
        await GatewayAsync(TellOneAsync);
        var failing = await GatewayAsync(_ => Task.FromResult(Volatile.Read(ref can)));
        await Eventually.TrueAsync(async () => (await ReadAsync()).CompleteUntil is not null && await ListenersAsync() == 2);
        var (_, until) = await ReadAsync();
        Volatile.Write(ref can, false);
        Assert.Equal(until, (await ReadAsync()).CompleteUntil);
        await failing.StopAsync();
        var watch = Stopwatch.StartNew();

        Assert.Equal(until, (await ReadAsync()).CompleteUntil);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Without_any_gateway_that_listens_nobody_says_that_all_is_there_and_a_wrong_question_calls_nobody()
    {
        Assert.Null((await ReadAsync()).CompleteUntil);
        var called = 0;
        await GatewayAsync(_ => Task.FromResult(Interlocked.Increment(ref called) > 0));
        await Eventually.TrueAsync(async () => await ListenersAsync() == 1);
        using var client = _app.AdminOf(_tenant);
        using var wrong = await client.GetAsync("/audit?from=yesterday");
        using var foreign = await client.GetAsync($"/tenants/{TestContexts.NewTenantId()}/audit");

        Assert.Equal(0, called);
    }

    private async Task<bool> TellOneAsync(CancellationToken cancellationToken)
    {
        using var client = _app.Gateway;
        var entry = new AuditEntry(Guid.NewGuid(), _tenant, "users.list", null, "PERMISSION_DENIED", "user", "ada", "k", null, null, DateTimeOffset.UtcNow);
        using var response = await client.PostAsJsonAsync("/internal/audit", new AuditBatch([entry]), Json.Wire, cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private async Task<IHost> GatewayAsync(Func<CancellationToken, Task<bool>> tell)
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(_app.Redis);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(Random.Shared).AddSingleton<Backoff>().AddLogging();
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => connection);
        builder.Services.AnswerRollCall(AuditBatch.RollCall, _ => tell);
        var host = builder.Build();
        await host.StartAsync();
        _gateways.Add(host);
        return host;
    }

    private async Task<long> ListenersAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(_app.Redis);
        return await connection.GetServers()[0].SubscriptionSubscriberCountAsync(
            RedisChannel.Literal($"nanobot:roll-call:{connection.GetDatabase().Database}:{AuditBatch.RollCall}"));
    }

    private async Task<(int Items, DateTimeOffset? CompleteUntil)> ReadAsync()
    {
        using var client = _app.AdminOf(_tenant);
        var page = await client.GetFromJsonAsync<JsonElement>("/audit?limit=200&outcome=refused");
        var until = page.GetProperty("complete_until");
        return (page.GetProperty("items").GetArrayLength(), until.ValueKind == JsonValueKind.Null ? null : until.GetDateTimeOffset());
    }
}
