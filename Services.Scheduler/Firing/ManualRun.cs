using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A run that its user wants now, beside the schedule.</summary>
internal static class ManualRun
{
    /// <summary>Makes it, of a held job.</summary>
    public static async Task<OccurrenceResource> FireAsync(TenantTransaction transaction, Job job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // An occurrence of the same microsecond is there already only where two asked at once: the next one is free.
        for (var at = now; ; at = at.AddMicroseconds(1))
        {
            if (await Occurrences.FireAsync(transaction, job, at, OccurrenceTrigger.Manual, now, cancellationToken) is { } occurrence)
            {
                return occurrence;
            }
        }
    }
}
