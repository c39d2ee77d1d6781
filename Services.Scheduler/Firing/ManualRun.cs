using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A run that its user wants now, beside the schedule.</summary>
internal static class ManualRun
{
    private const string IsRunning = "select firing_until() = 'infinity'";

    /// <summary>Makes it, of a held job; or says why not. It is due now, and so nothing that a scheduler makes yet which is being drained.</summary>
    public static async Task<(OccurrenceResource? Occurrence, Refusal? Refusal)> FireAsync(TenantTransaction transaction, Job job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await transaction.QuerySingleAsync(new Sql(IsRunning), static row => row.GetBoolean(0), cancellationToken))
        {
            return (null, JobRefusals.SchedulerPaused);
        }

        // An occurrence of the same microsecond is there already only where two asked at once: the next one is free.
        for (var at = now; ; at = at.AddMicroseconds(1))
        {
            if (await Occurrences.FireAsync(transaction, job, at, OccurrenceTrigger.Manual, now, cancellationToken) is { } occurrence)
            {
                return (occurrence, null);
            }
        }
    }
}
