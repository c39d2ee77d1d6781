using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Forecasts;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Slots;

/// <summary>Gives jobs that may run about their times a slot; it stays theirs until their schedule is another.</summary>
internal sealed class JobSlots(SlotLedger ledger)
{
    /// <summary>The job in the slot that it wants; itself where it wants none.</summary>
    /// <param name="transaction">Its user's, in which it is written.</param>
    /// <param name="job">The job.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Job> PlaceAsync(TenantTransaction transaction, Job job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (job.Slot is not { IsTaken: false } || !job.CanFire || SlotWindow.Of(job, now) is not { } window)
        {
            return job;
        }

        var past = await PastRuns.OfAsync(transaction, [job.JobId], cancellationToken);
        var weight = Slot.WeightOf(past.Forecast(job.JobId, job.Payload).Tokens);
        return job.In(new Slot(await ledger.TakeAsync(window, weight, cancellationToken), weight), now);
    }
}
