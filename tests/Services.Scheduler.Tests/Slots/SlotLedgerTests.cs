using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Slots;
using Nanobot.Services.Scheduler.Tests.Support;
using Xunit.Abstractions;

namespace Nanobot.Services.Scheduler.Tests.Slots;

/// <summary>Many who look for a slot at once. How many, SLOTS_COUNT says.</summary>
public sealed class SlotLedgerTests(ITestOutputHelper output)
{
    private const int AtOnce = 12;
    private const int Processes = 3;

    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("SLOTS_COUNT") ?? "400", CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_busiest_second_carries_little_more_than_the_others()
    {
        await using var host = new SchedulerHost();
        // As many processes.
        var ledgers = Enumerable.Range(0, Processes).Select(_ => ActivatorUtilities.CreateInstance<SlotLedger>(host.Services)).ToList();
        var nine = Times.Utc("2030-01-07 09:00").ToUnixTimeSeconds();
        var window = new SlotWindow(SlotWindow.Week, [.. Enumerable.Range(0, 7).Select(day => nine + (day * 86_400L))], -Slot.Widest, Slot.Widest);
        var left = Count;

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async user =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await ledgers[user % Processes].TakeAsync(window, 1, CancellationToken.None);
            }
        }));

        ledgers.ForEach(static ledger => ledger.Dispose());
        var loads = await host.QueryAsync("select load from slots cross join lateral unnest(loads) as seconds (load) where load > 0 and minute / 1440 = 4", static row => row.GetInt64(0));
        Assert.Equal(Count, loads.Sum());
        var mean = Count / ((2.0 * Slot.Widest) + 1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} slots, {Processes} processes: {loads.Max()} in the busiest second, {mean:0.00} in the mean, {loads.Max() / mean:0.000} of it"));
        // Of those that looked at the same time, each may have chosen the same.
        Assert.InRange(loads.Max(), 1, Count < 100_000 ? Math.Ceiling(mean) + Processes - 1 : mean * 1.05);
    }
}
