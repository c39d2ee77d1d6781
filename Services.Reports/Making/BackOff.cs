using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Making;

/// <summary>How long to wait before the next attempt: doubling, bounded, half of it random so that failures spread out.</summary>
internal sealed class BackOff(IOptions<WorkerOptions> options, Random random)
{
    private const double MaximumFactor = 30;
    private readonly Lock _gate = new();

    /// <param name="attempts">Attempts made so far, from 1.</param>
    public TimeSpan After(int attempts)
    {
        lock (_gate)
        {
            return options.Value.BackOff * Math.Min(MaximumFactor, Math.Pow(2, attempts - 1)) * (0.5 + (random.NextDouble() / 2));
        }
    }
}
