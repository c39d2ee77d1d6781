using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A due job that a scan holds until its transaction ends.</summary>
/// <param name="Place">Where its row stands, as long as it is held.</param>
/// <param name="Context">Whom the work is done for: the row's user, as its tenant stood at the claim.</param>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">Which attempt at firing it this is, from 1 on.</param>
/// <param name="Job">What the row holds; null where it cannot be read.</param>
/// <param name="Fault">Why it cannot be read.</param>
/// <param name="Until">While the scheduler is drained, what is due later is not made; else null.</param>
internal sealed record ClaimedJob(string Place, TenantContext Context, Guid JobId, int Attempt, Job? Job, string? Fault, DateTimeOffset? Until)
{
    /// <summary>Whose job it is.</summary>
    public string TenantId => Context.RequiredTenantId;
}
