using Nanobot.Contracts.Policies;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>What would be decided of a request, and why.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Version">Of the sets that it went by.</param>
/// <param name="Policies">Each policy, the first to count in front.</param>
internal sealed record PolicyExplained(PolicyOutcome Decision, string Version, IReadOnlyList<PolicyVerdict> Policies);

/// <summary>What one policy has to do with a request.</summary>
/// <param name="Name">The policy.</param>
/// <param name="Scope">tenant, installation or default: whose it is.</param>
/// <param name="Effect">allow or deny.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Mode">enforce or shadow.</param>
/// <param name="Matched">Whether it matches.</param>
/// <param name="Failed">Why not: enabled, principals, resources, actions, conditions.time, conditions.ip, conditions.attributes[0], …</param>
internal sealed record PolicyVerdict(string Name, string Scope, string Effect, int Priority, string Mode, bool Matched, IReadOnlyList<string> Failed);
