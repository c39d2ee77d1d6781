namespace Nanobot.Bench.Firings;

/// <summary>Counts what runs, inside of what is run.</summary>
public static class Reached
{
    private static long _count;

    /// <summary>What each job of a peer does. Public, since Hangfire calls it by its name.</summary>
    public static void Count() => Interlocked.Increment(ref _count);

    /// <summary>Begins anew.</summary>
    internal static void Clear() => Interlocked.Exchange(ref _count, 0);

    /// <summary>Seconds from <paramref name="from"/> until so many have run.</summary>
    internal static async Task<double> SecondsAsync(long count, DateTimeOffset from, TimeSpan patience)
    {
        var time = TimeProvider.System;
        using var deadline = new CancellationTokenSource(patience, time);
        while (Interlocked.Read(ref _count) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), time, deadline.Token);
        }

        return (time.GetUtcNow() - from).TotalSeconds;
    }
}
