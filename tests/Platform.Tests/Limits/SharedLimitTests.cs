using Nanobot.Platform.Limits.Calls;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Platform.Tests.Limits;

/// <summary>Several processes share a limit: never more than it, and nobody is refused while something of it is left.</summary>
public sealed class SharedLimitTests
{
    private const int Processes = 4;
    private const int Budget = 100;
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("LIMIT_SEEDS"), out var seeds) ? seeds : 6;
    // Its own: calls to give back are heard by all that are on the same Redis.
    private readonly string _scope = TestContexts.NewTenantId();

    public enum Amount
    {
        Minute,
        Day,
        Slots,
    }

    [Theory]
    [InlineData(Amount.Minute)]
    [InlineData(Amount.Day)]
    [InlineData(Amount.Slots)]
    public async Task Of_a_thousand_calls_at_once_by_four_processes_exactly_the_budget_is_had(Amount amount)
    {
        var redis = SuiteStores.Shared.CreateRedis();
        var processes = await StartAsync(redis, TimeProvider.System);
        for (var seed = 0; seed < Seeds; seed++)
        {
            await Task.WhenAll(processes.Select(static process => process.PulseAsync()));
            var random = new Random(seed);
            var scope = $"{_scope}-{seed}";
            var allowed = new Allowed(Budget, "Europe/Berlin");
            // Unevenly: some process may have one caller and another nearly all of them, who come in bursts.
            var weights = Enumerable.Range(0, Processes).Select(_ => random.NextDouble()).ToArray();
            var calls = Enumerable.Range(0, 1000).Select(_ => processes[Choose(weights, random)]).ToList();

            var taken = await Task.WhenAll(calls.Select(process => Task.Run(() => TakeAsync(process, scope, amount, allowed))));

            // A minute's bucket fills while they call: none of the thousand comes later than some hundred milliseconds after the first.
            Assert.InRange(taken.Count(static one => one.IsGranted), Budget, amount == Amount.Minute ? Budget + 2 : Budget);
            Assert.All(taken.Where(static one => !one.IsGranted), static one => Assert.True(one is { IsShare: false, Used: Budget, Limit: Budget } && one.Wait > TimeSpan.Zero));
        }

        await DisposeAsync(processes);
    }

    [Theory]
    [InlineData(Amount.Minute)]
    [InlineData(Amount.Day)]
    [InlineData(Amount.Slots)]
    public async Task What_one_process_took_beforehand_and_does_not_use_another_one_has(Amount amount)
    {
        var redis = SuiteStores.Shared.CreateRedis();
        var processes = await StartAsync(redis, TimeProvider.System);
        var allowed = new Allowed(Budget, "UTC");
        for (var index = 0; index < Processes - 1; index++)
        {
            Assert.True((await TakeAsync(processes[index], _scope, amount, allowed)).IsGranted);
        }

        var had = 0;
        while ((await TakeAsync(processes[^1], _scope, amount, allowed)).IsGranted)
        {
            had++;
        }

        Assert.InRange(had + Processes - 1, Budget, Budget + (amount == Amount.Minute ? 2 : 0));
        await DisposeAsync(processes);
    }

    [Fact]
    public async Task Never_do_more_run_at_once_than_there_are_slots_and_all_are_free_in_the_end()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        var processes = await StartAsync(redis, TimeProvider.System);
        var allowed = new Allowed(7, "UTC");
        var (running, most, done) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var call = 0; call < 50; call++)
            {
                var meter = processes[random.Next(Processes)].Meters.Of(LimitScope.OfTenant(_scope));
                if (!(await meter.TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted)
                {
                    continue;
                }

                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                meter.PutBack(CallLimit.Slots);
                Interlocked.Increment(ref done);
            }
        })));

        Assert.InRange(most, 1, 7);
        Assert.InRange(done, 7, 2000);
        var taken = await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => TakeAsync(processes[0], _scope, Amount.Slots, allowed)));
        Assert.All(taken, static one => Assert.True(one.IsGranted));
        await DisposeAsync(processes);
    }

    [Fact]
    public async Task Callers_that_leave_while_they_wait_take_nothing_with_them()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        var processes = await StartAsync(redis, TimeProvider.System);
        var allowed = new Allowed(50, "UTC");
        var random = new Random(3);

        await Task.WhenAll(Enumerable.Range(0, 300).Select(async _ =>
        {
            using var leaving = new CancellationTokenSource();
            var taking = processes[0].Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Slots, allowed, leaving.Token).AsTask();
            if (random.Next(2) == 0)
            {
                await leaving.CancelAsync();
            }

            try
            {
                if ((await taking).IsGranted)
                {
                    processes[0].Meters.Of(LimitScope.OfTenant(_scope)).PutBack(CallLimit.Slots);
                }
            }
            catch (OperationCanceledException)
            {
                // It left.
            }
        }));

        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TakeAsync(processes[1], _scope, Amount.Slots, allowed)));
        Assert.All(taken, static one => Assert.True(one.IsGranted));
        await DisposeAsync(processes);
    }

    private static async Task<List<LimitProcess>> StartAsync(string redis, TimeProvider time)
    {
        var processes = new List<LimitProcess>();
        for (var index = 0; index < Processes; index++)
        {
            processes.Add(await LimitProcess.StartAsync(redis, time));
        }

        return processes;
    }

    private static async Task DisposeAsync(IEnumerable<LimitProcess> processes)
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    private static async Task<Taken> TakeAsync(LimitProcess process, string scope, Amount amount, Allowed allowed)
    {
        var meter = process.Meters.Of(LimitScope.OfTenant(scope));
        return await (amount switch
        {
            Amount.Minute => meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None),
            Amount.Day => meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None),
            _ => meter.TakeAsync(CallLimit.Slots, allowed, CancellationToken.None),
        });
    }

    private static int Choose(double[] weights, Random random)
    {
        var at = random.NextDouble() * weights.Sum();
        for (var index = 0; index < weights.Length; index++)
        {
            if ((at -= weights[index]) <= 0)
            {
                return index;
            }
        }

        return weights.Length - 1;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
