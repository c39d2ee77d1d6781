using System.Diagnostics;

namespace Nanobot.Testing;

/// <summary>Waits for a condition with a deadline, instead of sleeping and hoping.</summary>
public static class Eventually
{
    /// <summary>Default deadline: ends a test that would hang; far beyond what a busy machine needs, since a test that passes never waits for it.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Returns the first value of <paramref name="probe"/> that <paramref name="accept"/> accepts.</summary>
    /// <exception cref="TimeoutException">None came within the deadline; says the last one.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T>> probe, Func<T, bool> accept, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        var deadline = within ?? Deadline;
        while (true)
        {
            var value = await probe();
            if (accept(value))
            {
                return value;
            }

            if (watch.Elapsed > deadline)
            {
                throw new TimeoutException($"Not so within {deadline.TotalSeconds:0} s; last seen: {value}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Waits until <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It did not within the deadline.</exception>
    public static Task TrueAsync(Func<Task<bool>> condition, TimeSpan? within = null) => GetAsync(condition, static value => value, within);
}
