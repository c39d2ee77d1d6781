using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Forecasts;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Slots;

/// <summary>Slots by the ledger of what the seconds carry, and by what runs have come to.</summary>
internal sealed class JobSlots(SlotLedger ledger) : IJobSlots
{
    /// <inheritdoc />
    public async Task<Job> PlaceAsync(TenantTransaction transaction, Job job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Window(job, now) is not { } window)
        {
            return job;
        }

        var past = await PastRuns.OfAsync(transaction, [job.JobId], cancellationToken);
        var weight = Slot.WeightOf(past.Forecast(job.JobId, job.Payload).Tokens);
        return job.In(new Slot(await ledger.TakeAsync(window, weight, cancellationToken), weight), now);
    }

    /// <inheritdoc />
    public async Task<Job> ProposeAsync(Job job, DateTimeOffset now, CancellationToken cancellationToken) => Window(job, now) is { } window
        ? job.In(Slot.Wanted with { OffsetSeconds = await ledger.ChooseAsync(window, cancellationToken) }, now)
        : job;

    private static SlotWindow? Window(Job job, DateTimeOffset now) => job.Slot is { IsTaken: false } && job.CanFire ? SlotWindow.Of(job, now) : null;
}
