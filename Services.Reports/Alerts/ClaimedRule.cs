using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>A rule that belongs to this process for as long as it holds the lease.</summary>
/// <param name="Context">Whose it is, in its tenant's state at the moment of the claim.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="LeaseId">The lease.</param>
internal sealed record ClaimedRule(TenantContext Context, Guid RuleId, Guid LeaseId) : IClaimedWork
{
    Guid IClaimedWork.WorkId => RuleId;
}
