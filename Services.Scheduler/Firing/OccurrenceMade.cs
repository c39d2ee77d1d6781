using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>What an occurrence makes, by its id: one of these.</summary>
/// <param name="Report">A report.</param>
/// <param name="Run">A run of the assistant.</param>
/// <param name="Delivery">A delivery to an address.</param>
internal readonly record struct OccurrenceMade(Guid? Report, Guid? Run, Guid? Delivery)
{
    /// <summary>That of a job at a time.</summary>
    public static OccurrenceMade Of(Job job, DateTimeOffset scheduledFor) =>
        job.Payload.IsTurn ? new OccurrenceMade(null, OccurrenceId.OfRun(job.JobId, scheduledFor), null)
        : job.Payload.IsWebhook ? new OccurrenceMade(null, null, OccurrenceId.OfDelivery(job.JobId, scheduledFor))
        : new OccurrenceMade(OccurrenceId.OfReport(job.JobId, scheduledFor), null, null);
}
