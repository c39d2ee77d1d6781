using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Caching;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Caching;

public sealed class ExpiringCacheTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void An_entry_is_found_until_its_end_and_not_after()
    {
        var cache = new ExpiringCache<string, int>(10, _time);
        cache.Set("a", 1, _time.GetUtcNow().AddSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal(1, value);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(cache.TryGet("a", out _));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void It_never_holds_more_than_its_capacity()
    {
        var cache = new ExpiringCache<int, int>(100, _time);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Set(i, i, _time.GetUtcNow().AddSeconds(30));
            Assert.True(cache.Count <= 100);
        }
    }

    [Fact]
    public void An_entry_in_use_outlives_a_flood_of_others()
    {
        var cache = new ExpiringCache<int, int>(100, _time);
        cache.Set(-1, -1, _time.GetUtcNow().AddSeconds(30));
        for (var i = 0; i < 10_000; i++)
        {
            cache.Set(i, i, _time.GetUtcNow().AddSeconds(30));
            Assert.True(cache.TryGet(-1, out _), $"gone after {i}");
        }
    }

    [Fact]
    public async Task One_flight_serves_all_who_ask_meanwhile_and_a_cancelled_caller_does_not_end_it()
    {
        var flight = new SingleFlight<string, int>(TimeSpan.FromSeconds(5), _time);
        var gate = new TaskCompletionSource<int>();
        var runs = 0;
        using var gone = new CancellationTokenSource();
        var first = flight.RunAsync("a", WorkAsync, gone.Token);
        var others = Enumerable.Range(0, 50).Select(_ => flight.RunAsync("a", WorkAsync, CancellationToken.None)).ToArray();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Eventually.Deadline));
        gate.SetResult(7);

        Assert.All(await Task.WhenAll(others).WaitAsync(Eventually.Deadline), value => Assert.Equal(7, value));
        Assert.Equal(1, runs);

        Task<int> WorkAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref runs);
            return gate.Task;
        }
    }

    [Fact]
    public async Task A_failed_flight_is_not_remembered()
    {
        var flight = new SingleFlight<string, int>(TimeSpan.FromSeconds(5), _time);
        await Assert.ThrowsAsync<IOException>(() => flight.RunAsync("a", _ => Task.FromException<int>(new IOException()), CancellationToken.None));

        Assert.Equal(1, await flight.RunAsync("a", _ => Task.FromResult(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_flight_ends_at_its_deadline()
    {
        var flight = new SingleFlight<string, int>(TimeSpan.FromSeconds(5), _time);
        var begun = new TaskCompletionSource();
        var asking = flight.RunAsync("a", async token =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 1;
        }, CancellationToken.None);
        await begun.Task.WaitAsync(Eventually.Deadline);

        _time.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public void The_hash_of_a_credential_is_the_SHA_256_of_its_text() =>
        Assert.Equal(Hosting.TenantsStub.Hash("nbk_0123"), CredentialHash.Of("nbk_0123").ToHex());
}
