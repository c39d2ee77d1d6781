using System.Globalization;
using Nanobot.Bench.Firings;

namespace Nanobot.Bench.Events;

/// <summary>Measures a way: as many as it can, and the wait of each at a rate.</summary>
internal sealed class WayBench(Stage stage, Func<Stage, Moments, Task<IWay>> open)
{
    private const int Writers = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Prints name, events a second, the rate that was reached, and p50, p99 and the longest wait at it in milliseconds, between tabs.</summary>
    public async Task RunAsync(int events, int rate, int seconds, string name, TextWriter output)
    {
        var moments = new Moments();
        await using var way = await open(stage, moments);
        await TellAsync(way, moments, events / 5, 0);
        var all = await TellAsync(way, moments, events, 0);
        await TellAsync(way, moments, rate, rate);
        var paced = await TellAsync(way, moments, rate * seconds, rate);
        var waits = moments.Waits();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{name}\t{events / all.Whole:0}\t{rate * seconds / paced.Writing:0}\t{At(waits, 0.5):0.0}\t{At(waits, 0.99):0.0}\t{waits[^1]:0.0}"));
    }

    private static double At(double[] ordered, double share) => ordered[(int)((ordered.Length - 1) * share)];

    // Seconds until the last was written, and until the last was taken up. Without a rate as fast as the writers can.
    private static async Task<(double Writing, double Whole)> TellAsync(IWay way, Moments moments, int events, int rate)
    {
        using var deadline = new CancellationTokenSource(Patience, Time);
        moments.Begin(events);
        var began = Time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = writer; number < events; number += Writers)
            {
                var early = rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)number / rate) - Time.GetElapsedTime(began);
                if (early > TimeSpan.FromMilliseconds(1))
                {
                    await Task.Delay(early, Time, deadline.Token);
                }

                await way.TellAsync(number, deadline.Token);
                moments.Committed(number);
            }
        })));
        var writing = Time.GetElapsedTime(began).TotalSeconds;
        await moments.All.WaitAsync(deadline.Token);
        return (writing, Time.GetElapsedTime(began).TotalSeconds);
    }
}
