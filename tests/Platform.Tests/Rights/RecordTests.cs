using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Rights.Recorded;
using Nanobot.Platform.Tests.Policies;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Rights;

/// <summary>What is kept of requests that were decided.</summary>
public sealed class RecordTests : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private ConnectionMultiplexer _redis = null!;

    public async Task InitializeAsync() => _redis = await ConnectionMultiplexer.ConnectAsync(SuiteStores.Shared.CreateRedis());

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Equal_requests_are_recorded_once_in_a_while_and_different_ones_each()
    {
        var memory = new PoliciesInMemory(_services.GetRequiredService<IMeterFactory>());
        for (var i = 0; i < 50; i++)
        {
            await memory.DecideAsync("acme", Given.Request("tool:web_fetch"));
        }

        // One after the other: two that share a place of memory, by chance, would take turns in it.
        await memory.DecideAsync("acme", Given.Request("model:m", user: "bob"));

        Assert.Equal(["tool:web_fetch", "model:m"], memory.Recorder.Take().Select(static one => one.Resource));
        memory.Time.Advance(TimeSpan.FromMinutes(15));
        await memory.DecideAsync("acme", Given.Request("tool:web_fetch"));
        Assert.Single(memory.Recorder.Take());
    }

    [Fact]
    public async Task A_flood_of_different_requests_is_recorded_at_a_bounded_rate()
    {
        var memory = new PoliciesInMemory(_services.GetRequiredService<IMeterFactory>());
        for (var i = 0; i < 5000; i++)
        {
            await memory.DecideAsync("acme", Given.Request($"tool:t{i}"));
        }

        Assert.InRange(memory.Recorder.Take().Count, 100, 128);
        await memory.DecideAsync("other", Given.Request("tool:x"));
        Assert.Single(memory.Recorder.Take());
    }

    [Fact]
    public async Task The_book_keeps_the_latest_of_equal_requests_of_each_tenant_apart_and_no_more_than_its_bound()
    {
        var book = new RecordBook(_redis, TimeProvider.System);
        var (tenant, other) = (TestContexts.NewTenantId(), TestContexts.NewTenantId());
        var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await book.AddAsync(tenant, [Request(tenant, "tool:a", now.AddMinutes(-2), "::ffff:192.0.2.1"), Request(tenant, "tool:b", now.AddMinutes(-1))], default);
        await book.AddAsync(tenant, [Request(tenant, "tool:a", now, "192.0.2.1"), Request(tenant, "tool:old", now.AddHours(-7))], default);
        await book.AddAsync(other, [.. Enumerable.Range(0, RecordBook.Most + 50).Select(i => Request(other, $"tool:{i}", now.AddMilliseconds(-i)))], default);

        Assert.Equal([("tool:a", "192.0.2.1", now), ("tool:b", null, now.AddMinutes(-1))],
            (await book.ReadAsync(tenant, default)).Select(static one => (one.Request.Resource, one.Request.Ip, one.At)));
        var many = await book.ReadAsync(other, default);
        Assert.Equal((RecordBook.Most, "tool:0"), (many.Count, many[0].Request.Resource));
        Assert.Empty(await book.ReadAsync(null, default));
        Assert.InRange((await _redis.GetDatabase().KeyTimeToLiveAsync($"nanobot:decided:{tenant}"))!.Value, TimeSpan.FromHours(5), RecordBook.Kept);
    }

    private static DecidedRequest Request(string tenant, string resource, DateTimeOffset at, string? ip = null) =>
        new(tenant, "ada", null, "user", ip is null ? null : IPAddress.Parse(ip), resource, PolicyRequest.Execute, at);
}
