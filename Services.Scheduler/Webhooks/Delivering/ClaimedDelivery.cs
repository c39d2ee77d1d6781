using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>A delivery that belongs to this process for as long as it holds the lease.</summary>
/// <param name="Context">Whom it is made for: its user, in its tenant's state at the moment of the claim, with the key by which the job was made.</param>
/// <param name="JobId">The job.</param>
/// <param name="ScheduledFor">The time of the run.</param>
/// <param name="Attempt">Which try it is, from 1 on.</param>
/// <param name="LeaseId">The lease.</param>
/// <param name="LastCode">Why the last try came to nothing.</param>
internal sealed record ClaimedDelivery(TenantContext Context, Guid JobId, DateTimeOffset ScheduledFor, int Attempt, Guid LeaseId, string? LastCode) : IClaimedWork
{
    /// <summary>By which a receiver knows the run again, in each try.</summary>
    public Guid DeliveryId { get; } = OccurrenceId.OfDelivery(JobId, ScheduledFor);

    Guid IClaimedWork.WorkId => DeliveryId;
}
