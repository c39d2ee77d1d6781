using Nanobot.Contracts.Policies;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>When a rule holds.</summary>
/// <param name="Schedule">At which times, as in the policies' conditions; where it names no zone, the tenant's counts. Needed, or load.</param>
/// <param name="Load">At which load. With a schedule both must hold.</param>
internal sealed record QuotaRuleCondition(TimeCondition? Schedule = null, LoadCondition? Load = null);
