namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A claimed job, and what is made of it.</summary>
internal sealed record FiredJob(ClaimedJob Claim, OccurrencePlan Plan);
