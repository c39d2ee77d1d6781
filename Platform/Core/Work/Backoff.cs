namespace Nanobot.Platform.Core.Work;

/// <summary>Waits that double up to a limit, shortened by up to half so that many waiters do not return together.</summary>
/// <param name="random">For this alone: it does not stand being used by two threads at once.</param>
public sealed class Backoff(Random random)
{
    private const int MostDoublings = 30;
    private readonly Lock _drawing = new();

    /// <summary>How long to wait now.</summary>
    /// <param name="failures">Failures so far, from 1.</param>
    /// <param name="first">The wait after the first failure, before jitter.</param>
    /// <param name="longest">The longest wait.</param>
    public TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        var full = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, MostDoublings)), longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (1 - (Draw() / 2)));
    }

    private double Draw()
    {
        lock (_drawing)
        {
            return random.NextDouble();
        }
    }
}
