using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Platform.Tests.Limits;

/// <summary>What lies unused for long goes back, and many owners that fall silent together do not make a flood of it.</summary>
public sealed class IdleLimitTests
{
    private const int Owners = 100;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly string _scope = TestContexts.NewTenantId();

    [Fact]
    public async Task What_many_owners_do_not_use_goes_back_a_few_at_a_time()
    {
        await using var process = await LimitProcess.StartAsync(SuiteStores.Shared.CreateRedis(), _time, new CallOptions { IdleAfter = TimeSpan.FromSeconds(10), StoreTimeout = TimeSpan.FromSeconds(2) });
        var allowed = new Allowed(1_000_000, "UTC");
        var meters = Enumerable.Range(0, Owners).Select(number => process.Meters.Of(LimitScope.OfOwner(_scope, "user", $"{number}"))).ToList();
        foreach (var meter in meters)
        {
            for (var call = 0; call < 3; call++)
            {
                Assert.True((await meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None)).IsGranted);
            }
        }

        Assert.Equal(Owners, Holding(meters));
        await process.Meters.TidyAsync(CancellationToken.None);
        Assert.Equal(Owners, Holding(meters));

        _time.Advance(TimeSpan.FromSeconds(11));
        var tidying = process.Meters.TidyAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(Holding(meters) < Owners));
        Assert.InRange(Holding(meters), Owners / 2, Owners - 1);
        Assert.False(tidying.IsCompleted);

        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(25));
            return Task.FromResult(tidying.IsCompleted);
        });
        await tidying;
        Assert.Equal(0, Holding(meters));
    }

    private static int Holding(IEnumerable<Meter> meters) => meters.Count(static meter => meter.All.Any(static amount => amount.HoldsUnused));
}
