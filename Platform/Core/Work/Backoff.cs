using System.Security.Cryptography;

namespace Nanobot.Platform.Core.Work;

/// <summary>Waits that double up to a limit, shortened by up to half so that many waiters do not return together.</summary>
public static class Backoff
{
    private const int Resolution = 1 << 20;
    private const int MostDoublings = 30;

    /// <summary>How long to wait now.</summary>
    /// <param name="failures">Failures so far, from 1.</param>
    /// <param name="first">The wait after the first failure, before jitter.</param>
    /// <param name="longest">The longest wait.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        var full = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, MostDoublings)), longest.TotalMilliseconds);
        var jitter = RandomNumberGenerator.GetInt32(Resolution) / (double)Resolution;
        return TimeSpan.FromMilliseconds(full * (1 - (jitter / 2)));
    }
}
