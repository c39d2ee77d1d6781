using System.Diagnostics;
using System.Globalization;
using Nanobot.Streams.Tests.Provider;
using Nanobot.Streams.Tests.Running;
using Nanobot.Streams.Tests.Trial;
using Nanobot.Testing;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace Nanobot.Streams.Tests;

/// <summary>Many streams through real processes, left at random octets while processes are killed: what is left of it afterwards.</summary>
public sealed class StreamTrialTests(ITestOutputHelper output)
{
    private const int StreamsAtOnce = 64;
    private const int StreamsPerKill = 2_500;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private static readonly int Streams = Setting("STREAMS_COUNT", 400);
    private static readonly int Seed = Setting("STREAMS_SEED", 1);
    private static readonly int Kills = Setting("STREAMS_KILLS", 2 + (Streams / StreamsPerKill));

    [Fact]
    public async Task Streams_left_at_any_octet_while_processes_are_killed_leave_no_slot_no_reservation_and_no_drift()
    {
        var watch = Stopwatch.StartNew();
        await using var provider = new CountingServer(Seed);
        await provider.StartAsync();
        await using var suite = await StreamSuite.StartAsync(provider.Settings, tenants: 4, users: 4);
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{suite.Redis},allowAdmin=true");
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) }) { Timeout = Timeout.InfiniteTimeSpan };
        var started = watch.Elapsed;

        var (clients, next, ended, killer) = (StreamCaller.NewBook(), -1, 0, new Killer(suite, new Random(Seed)));
        using var ending = new CancellationTokenSource();
        var killing = killer.RunAsync(Kills, Streams, () => Volatile.Read(ref ended), ending.Token);
        var calling = Task.WhenAll(Enumerable.Range(0, StreamsAtOnce).Select(i => Task.Run(async () =>
        {
            var caller = new StreamCaller(suite, suite.Users[i % suite.Users.Count].Key, Seed, http);
            for (var number = Interlocked.Increment(ref next); number < Streams; number = Interlocked.Increment(ref next))
            {
                await caller.RunAsync(number, clients);
                Interlocked.Increment(ref ended);
            }
        })));
        await Task.WhenAll(calling, killing);
        var took = watch.Elapsed - started;

        await Eventually.GetAsync(() => Standing.SlotsAsync(suite, http), static slots => slots <= 1, Settling);
        await Eventually.GetAsync(() => Standing.ReservationsAsync(redis), static count => count == 0, Settling);
        var rows = await Eventually.GetAsync(() => LedgerRow.AllAsync(suite.Ledger), static rows => rows.TrueForAll(static row => row.State != "reserved"), Settling);
        var comparison = new Comparison(provider, clients);
        comparison.Compare(rows);

        Tell(rows, comparison, clients.Values, killer, took, watch.Elapsed);
        Assert.True(comparison.Faults.Count == 0, $"seed {Seed}: {comparison.Faults.Count} of {rows.Count} calls\n{string.Join('\n', comparison.Faults.Take(20))}");
        Assert.Equal(0, comparison.Drift);
        Assert.True(comparison.Exact > Streams / 4, "Hardly anything was compared.");
        Assert.Equal(Kills, killer.Killed.Count);
        Assert.True(Kills == 0 || comparison.Abandoned > 0, "No call was killed while it ran.");
        foreach (var tenant in rows.GroupBy(static row => row.Tenant))
        {
            var sum = tenant.Sum(static row => row.Prompt + row.Completion);
            Assert.Equal(sum, await SumAsync(suite, tenant.Key));
            await Eventually.GetAsync(() => Standing.TotalAsync(redis, tenant.Key), total => total == sum);
        }
    }

    private void Tell(List<LedgerRow> rows, Comparison comparison, IEnumerable<StreamOutcome> outcomes, Killer killer, TimeSpan took, TimeSpan inAll)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Streams} streams, seed {Seed}, {Kills} kills ({string.Join(", ", killer.Killed.GroupBy(static name => name).Select(static kills => $"{kills.Key} {kills.Count()}"))}), {took.TotalSeconds:0} s of {inAll.TotalSeconds:0} s"));
        output.WriteLine($"ends: {string.Join(", ", outcomes.GroupBy(static outcome => outcome.End).OrderByDescending(static ends => ends.Count()).Select(static ends => $"{ends.Key} {ends.Count()}"))}");
        output.WriteLine($"{rows.Count} calls in the ledger: {comparison.Exact} by the provider's own figures, drift {comparison.Drift}; {comparison.Estimated} estimated, {comparison.Abandoned} of them of processes that died; "
            + $"{comparison.Unasked} that the provider was never asked");
        output.WriteLine($"answers of estimated calls: {comparison.Estimates.Counted} tokens counted, {comparison.Estimates.Sent} sent, {comparison.Estimates.Given} given out");
    }

    private static async Task<long> SumAsync(StreamSuite suite, string tenant)
    {
        await using var command = suite.Ledger.CreateCommand("select coalesce(sum(settled), 0)::bigint from nanobot.model_budgets where tenant_id = $1 and budget = 'tenant:tokens'");
        command.Parameters.Add(new() { Value = tenant });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static int Setting(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
