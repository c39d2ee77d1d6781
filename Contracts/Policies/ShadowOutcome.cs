namespace Nanobot.Contracts.Policies;

/// <summary>What a policy in shadow mode would have decided, were it enforced.</summary>
/// <param name="Effect">allow or deny.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Scope">tenant or installation.</param>
public sealed record ShadowOutcome(string Effect, string Policy, string Scope);
