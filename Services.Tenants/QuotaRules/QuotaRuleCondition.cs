using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Policies;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>When a rule holds.</summary>
/// <param name="Schedule">At which times, as in the policies' conditions; where it names no zone, the tenant's counts.</param>
internal sealed record QuotaRuleCondition([property: Required] TimeCondition? Schedule = null);
