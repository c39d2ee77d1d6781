using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>What is to be delivered: as the job has it now, so that whoever mends an address or turns a secret is heard by the next try.</summary>
/// <param name="Job">The job.</param>
/// <param name="Secret">What it has sealed; null where it has nothing.</param>
/// <param name="Trigger">schedule or manual.</param>
/// <param name="FiredAt">When it fired.</param>
internal sealed record DeliveryWish(Job Job, string? Secret, string Trigger, DateTimeOffset FiredAt);
