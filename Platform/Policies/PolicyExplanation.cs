namespace Nanobot.Platform.Policies;

/// <summary>A decision, and what each policy has to do with it.</summary>
/// <param name="Decision">What is decided.</param>
/// <param name="Policies">All policies, those that do not count included.</param>
public sealed record PolicyExplanation(PolicyDecision Decision, IReadOnlyList<ExplainedPolicy> Policies);
